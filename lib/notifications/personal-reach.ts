import { PERSONAL_CHANNELS, type PersonalChannel } from "@/lib/preferences/schema";
import { addressBy } from "./candidates";
import type { House, Person } from "./house";

/** By which channels a message reaches one person: ready, switched on, and with an address or a browser of theirs. */
export function personalReach(person: Person, house: Pick<House, "unready" | "canSlackAnywhere">): PersonalChannel[] {
  return PERSONAL_CHANNELS.filter(
    (channel) => house.unready[channel] === undefined && isOn(person, channel) && hasWay(person, channel, house),
  );
}

/** Until preferences are saved, e-mail and the browsers somebody gave are on. */
function isOn({ preferences }: Person, channel: PersonalChannel): boolean {
  if (preferences === null) return channel === "email" || channel === "push";
  return preferences.channels[channel] !== false;
}

function hasWay(person: Person, channel: PersonalChannel, house: Pick<House, "canSlackAnywhere">): boolean {
  const address = addressBy(channel, person);
  switch (channel) {
    case "email":
      return !person.isDemo && address !== null && !address.endsWith("@demo.invalid");
    case "sms":
      return !person.isDemo && address !== null;
    case "push":
      return person.contacts.browsers > 0;
    case "slack":
      return address !== null && house.canSlackAnywhere;
  }
}
