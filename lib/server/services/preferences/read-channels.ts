import "server-only";
import { listTests } from "@/db/queries/channels";
import { listPeople } from "@/db/queries/notifications";
import { findSetting } from "@/db/queries/settings";
import { maskPersonal } from "@/lib/access/mask";
import { invariant } from "@/lib/kernel/errors";
import { addressBy } from "@/lib/notifications/candidates";
import type { ChannelTest } from "@/lib/notifications/channel-line";
import type { Person } from "@/lib/notifications/house";
import { unreadyChannels } from "@/lib/notifications/readiness";
import { ROUTING_FLOORS } from "@/lib/notifications/routing";
import { ROUTING_KEY, RoutingSetting } from "@/lib/notifications/settings";
import type { Floors } from "@/lib/preferences/matrix";
import { PERSONAL_CHANNELS, type PersonalChannel } from "@/lib/preferences/schema";
import type { Context } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";
import { ownAccountId } from "./own-account";

/** How one channel reaches the caller. */
export interface MyChannel {
  channel: PersonalChannel;
  /** Where it reaches: an address, `2 browsers`, `the channel of the house`. */
  where: string;
  /** Whether the house can send by it at all. */
  isReady: boolean;
  /** Why it does not reach the caller now, in words; null where it does. */
  silentBecause: string | null;
  /** The last test anybody sent by it. */
  lastTest: ChannelTest | null;
}

/** Each channel that reaches people, as it reaches the caller, and from which severity the house lets it hear. */
export async function readMyChannels(
  ctx: Context,
  settings: Env = env(),
): Promise<{ channels: MyChannel[]; floors: Floors }> {
  const { db } = ctx;
  const accountId = ownAccountId(ctx);
  const person = (await listPeople(db)).find(({ id }) => id === accountId);
  invariant(person !== undefined, "who asks has an account");
  const unready = unreadyChannels(settings);
  const routing = (await findSetting(db, ROUTING_KEY, RoutingSetting)) ?? ROUTING_FLOORS;
  const channels: MyChannel[] = [];
  for (const channel of PERSONAL_CHANNELS) {
    const [lastTest = null] = await listTests(db, channel, 1);
    const silentBecause = unready[channel] ?? whyNotLinked(channel, person, settings);
    channels.push({
      channel,
      isReady: unready[channel] === undefined,
      where: whereOf(channel, person),
      silentBecause,
      lastTest,
    });
  }
  const { email, slack, push, sms } = routing;
  return { channels, floors: { email, slack, push, sms } };
}

function whereOf(channel: PersonalChannel, person: Person): string {
  const { contacts } = person;
  switch (channel) {
    case "email":
      return addressBy("email", person) ?? person.email;
    case "slack":
      return contacts.slackChannel ?? "the channel of the house";
    case "push":
      return contacts.browsers === 1
        ? "1 browser"
        : contacts.browsers === 0
          ? "no browser"
          : `${contacts.browsers} browsers`;
    case "sms":
      return contacts.phone === null ? "no number" : maskPersonal(contacts.phone.number);
  }
}

function whyNotLinked(channel: PersonalChannel, person: Person, { SLACK_BOT_TOKEN }: Env): string | null {
  const { contacts, isDemo } = person;
  switch (channel) {
    case "email":
      return isDemo ? "demo accounts are never mailed" : null;
    case "slack":
      if (contacts.slackChannel === null) return "not linked: alerts go to the channel of the house";
      return SLACK_BOT_TOKEN === undefined ? "only a bot can write to people: set SLACK_BOT_TOKEN" : null;
    case "push":
      return contacts.browsers === 0 ? "switched on in no browser" : null;
    case "sms":
      if (contacts.phone === null) return "no telephone number is given";
      if (!contacts.phone.isVerified) return "the telephone number waits for its code";
      return isDemo ? "demo accounts are never texted" : null;
  }
}
