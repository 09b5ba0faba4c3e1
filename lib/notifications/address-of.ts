import type { Channel } from "@/lib/rules/schema";
import { addressBy } from "./candidates";
import type { Person } from "./house";

/** Where a stored recipient is reached now: an account may have changed its address since the decision, or be gone. */
export type Address = { kind: "to"; to: string | null } | { kind: "nobody"; because: string };

export function addressOf(channel: Channel, recipient: string, people: readonly Person[]): Address {
  if (recipient === "channel") return { kind: "to", to: null };
  if (recipient.startsWith("address:")) return { kind: "to", to: recipient.slice("address:".length) };
  const person = people.find(({ id }) => recipient === `account:${id}`);
  if (person === undefined) return { kind: "nobody", because: "the account is disabled or gone" };
  const to = addressBy(channel, person);
  if (to === null && channel === "sms") return { kind: "nobody", because: "the telephone number is gone" };
  if (to === null && channel === "slack") return { kind: "nobody", because: "the person's channel in Slack is gone" };
  return { kind: "to", to };
}
