import { expect, it } from "vitest";
import { aPerson, somePreferences } from "@/lib/fixtures";
import { NO_CONTACTS, type Person } from "./house";
import { personalReach } from "./personal-reach";

const everything = {
  ...NO_CONTACTS,
  phone: { number: "+35621234567", isVerified: true },
  browsers: 1,
  slackChannel: "@ana",
};
const allOn = somePreferences({ channels: { email: true, slack: true, push: true, sms: true } });
const house = { unready: {}, canSlackAnywhere: true };

it.each<[string, Partial<Person>, Partial<typeof house>, string[]]>([
  ["has and wants everything", { contacts: everything, preferences: allOn }, {}, ["email", "slack", "push", "sms"]],
  ["saved no preferences", { contacts: everything, preferences: null }, {}, ["email", "push"]],
  ["has nothing but the account", { contacts: NO_CONTACTS, preferences: allOn }, {}, ["email"]],
  ["is of the demo", { contacts: everything, preferences: allOn, isDemo: true }, {}, ["slack", "push"]],
  [
    "meets a house without a bot",
    { contacts: everything, preferences: allOn },
    { canSlackAnywhere: false },
    ["email", "push", "sms"],
  ],
  [
    "meets a channel that is not ready",
    { contacts: everything, preferences: allOn },
    { unready: { sms: "not configured" } },
    ["email", "slack", "push"],
  ],
  [
    "did not enter the telephone number's code",
    { contacts: { ...everything, phone: { number: "+35621234567", isVerified: false } }, preferences: allOn },
    {},
    ["email", "slack", "push"],
  ],
  [
    "switched e-mail off",
    { contacts: everything, preferences: somePreferences({ channels: { email: false, sms: false } }) },
    {},
    ["slack", "push"],
  ],
])("somebody who %s is reached accordingly", (_who, person, changes, reached) => {
  expect(personalReach(aPerson(person), { ...house, ...changes })).toEqual(reached);
});
