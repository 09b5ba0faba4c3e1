import { isAtLeast, type Severity } from "@/lib/kernel/severity";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import type { PersonalChannel } from "@/lib/preferences/schema";
import type { Channel } from "@/lib/rules/schema";
import { addressBy } from "./candidates";
import { GATES } from "./gates";
import type { House, Person, Telling } from "./house";
import { kindOf, type NotificationStatus, type Occasion } from "./schema";

/** A grave alert that a channel has not taken so long after it was due goes by another. */
export const FALLBACK_AFTER_MS = 60 * SECOND_MS;

/** What is quick to notice first. */
const ORDER = ["push", "sms", "email", "slack"] as const satisfies readonly PersonalChannel[];

/** A message to a person that its channel has not taken. */
export interface Stuck {
  channel: Channel;
  severity: Severity;
  occasion: Occasion;
  /** `failed`: refused for good. */
  status: NotificationStatus;
  dueAt: Date;
  /** The provider's last word; null where it has not answered. */
  lastError: string | null;
}

export interface StuckAt {
  stuck: Stuck;
  person: Person;
  /** What was decided for the same person and occasion, by every channel. */
  decided: readonly { channel: Channel; status: NotificationStatus }[];
  /** How the alert stands now. */
  isOver: boolean;
  /** Why a channel takes nothing just now, by channel; one that is not here takes messages. */
  down?: ReadonlyMap<string, string>;
}

export type Fallback =
  | { kind: "fall-back"; channel: PersonalChannel; recipient: string; reason: string }
  | { kind: "none"; because: string };

/**
 * Whether a critical or graver message that its channel has not taken goes by the person's next channel: one that reaches the
 * person, is ready and wanted, and has not told this occasion yet. The house's routing and delays do not count here.
 */
export function decideFallback(at: StuckAt, telling: Telling, house: House, now: Date): Fallback {
  const { stuck, person, decided } = at;
  const none = (because: string): Fallback => ({ kind: "none", because });
  if (!isAtLeast(stuck.severity, "critical")) return none("only critical and graver alerts fall back");
  if (["resolved", "acknowledged"].includes(kindOf(stuck.occasion))) return none("the end of an alert is not urgent");
  if (at.isOver) return none("somebody has it, or it is resolved");
  const isDown = at.down?.has(stuck.channel) === true;
  if (stuck.status !== "failed" && !isDown && addMs(stuck.dueAt, FALLBACK_AFTER_MS) > now)
    return none("its channel is given 60 s to take it");
  const taken = decided.find(({ status }) => status === "delivered");
  if (taken !== undefined) return none(`${taken.channel} has told it`);
  const channel = ORDER.find((one) => isFree(one, at) && isOpen(one, { person, telling, house, now }));
  if (channel === undefined) return none("no other channel reaches this person");
  return { kind: "fall-back", channel, recipient: `account:${person.id}`, reason: reasonOf(at, channel) };
}

/** Neither tried nor under way: what was skipped may be told after all. */
function isFree(channel: PersonalChannel, { stuck, decided, down }: StuckAt): boolean {
  return (
    channel !== stuck.channel &&
    down?.has(channel) !== true &&
    decided.every((one) => one.channel !== channel || one.status === "skipped")
  );
}

const ASKED = ["reachable", "configured", "preference"];

function isOpen(
  channel: PersonalChannel,
  { person, ...world }: { person: Person; telling: Telling; house: House; now: Date },
): boolean {
  if (channel === "slack" && person.contacts.slackChannel === null) return false;
  const recipient = { key: `account:${person.id}`, name: person.name, address: addressBy(channel, person) };
  const gates = GATES.filter(({ name }) => ASKED.includes(name));
  return gates.every(({ ask }) => ask({ ...world, channel, recipient, person }).kind === "pass");
}

function reasonOf({ stuck: { channel, status, lastError }, down }: StuckAt, next: PersonalChannel): string {
  const outage = down?.get(channel);
  if (outage !== undefined && status !== "failed") return `${channel} is failing: ${outage}. Sent by ${next} instead.`;
  const why = status === "failed" ? "did not take it" : "has not taken it for 60 s";
  return `${channel} ${why}${lastError === null ? "" : ` (${lastError})`}: told by ${next} instead`;
}
