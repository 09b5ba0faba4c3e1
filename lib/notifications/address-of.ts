import type { Person } from "./decide";

/** Where a stored recipient is reached now: an account may have changed its address since the decision, or be gone. */
export type Address = { kind: "to"; to: string | null } | { kind: "nobody"; because: string };

export function addressOf(recipient: string, people: readonly Person[]): Address {
  if (recipient === "channel") return { kind: "to", to: null };
  if (recipient.startsWith("address:")) return { kind: "to", to: recipient.slice("address:".length) };
  const person = people.find(({ id }) => recipient === `account:${id}`);
  if (person === undefined) return { kind: "nobody", because: "the account is disabled or gone" };
  return { kind: "to", to: person.preferences?.email ?? person.email };
}
