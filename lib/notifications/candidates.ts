import { mailboxKey } from "@/lib/kernel/mailbox";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import type { House, Person, Telling } from "./house";
import type { Recipient } from "./schema";

/** Somebody who could be told by a channel. */
export interface Candidate {
  channel: Channel;
  recipient: Recipient;
  person: Person | null;
}

/** Everybody who could be told, by every channel. */
export function listCandidates(telling: Telling, house: House): Candidate[] {
  return CHANNELS.flatMap((channel) => candidatesOf(channel, telling, house));
}

/** E-mail goes to people and addresses, text messages and push to people; every other channel is its own recipient. */
function candidatesOf(channel: Channel, telling: Telling, house: House): Candidate[] {
  switch (channel) {
    case "email":
      return mailCandidates(house);
    case "sms":
    case "push":
      return orNobody(
        channel,
        concerned(telling, house, channel).map((person) => ofPerson(channel, person)),
      );
    case "slack":
      return [
        ofChannel(channel),
        ...house.people
          .filter(({ contacts }) => contacts.slackChannel !== null)
          .map((person) => ofPerson(channel, person)),
      ];
    default:
      return [ofChannel(channel)];
  }
}

function mailCandidates({ people, addresses }: House): Candidate[] {
  const ofPeople = people.map((person) => ofPerson("email", person));
  const ofAddresses = distinct(addresses).map((address) => ({
    channel: "email" as const,
    recipient: { key: `address:${address}`, name: address, address },
    person: null,
  }));
  return orNobody("email", [...ofPeople, ...ofAddresses]);
}

/** So that a channel that reaches nobody has a decision that says so. */
function orNobody(channel: Channel, candidates: Candidate[]): Candidate[] {
  return candidates.length > 0 ? candidates : [ofChannel(channel)];
}

/** Whom these channels could concern: who has something to reach them by, and who answers for the house. */
function concerned(telling: Telling, house: House, channel: "sms" | "push"): readonly Person[] {
  return house.people.filter(
    ({ id, role, contacts }) =>
      role === "admin" ||
      telling.targets?.accounts.includes(id) ||
      (channel === "sms" ? contacts.phone !== null : contacts.browsers > 0),
  );
}

function ofChannel(channel: Channel): Candidate {
  return {
    channel,
    recipient: { key: "channel", name: channel === "email" ? "e-mail" : channel, address: null },
    person: null,
  };
}

function ofPerson(channel: Channel, person: Person): Candidate {
  return {
    channel,
    recipient: { key: `account:${person.id}`, name: person.name, address: addressBy(channel, person) },
    person,
  };
}

/** Where a channel reaches a person now; null where it does not, or where it is no address (push). */
export function addressBy(channel: Channel, { email, preferences, contacts }: Person): string | null {
  switch (channel) {
    case "email":
      return preferences?.email != null && contacts.verifiedEmails.includes(preferences.email)
        ? preferences.email
        : email;
    case "sms":
      return contacts.phone?.isVerified ? contacts.phone.number : null;
    case "slack":
      return contacts.slackChannel;
    default:
      return null;
  }
}

/** A mailbox named twice, in whatever case, is one. */
function distinct(addresses: readonly string[]): string[] {
  return [...new Map(addresses.map((address) => [mailboxKey(address), address])).values()];
}
