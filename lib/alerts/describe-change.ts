import { SECOND_MS } from "@/lib/kernel/time";
import { describeDuration } from "@/lib/rules/describe";
import type { TimelineEntry, TimelineKind } from "./schema";

/** What a person did, behind the name; kinds that are not here happened without one. */
const DONE: Partial<Record<TimelineKind, string>> = {
  acknowledged: "acknowledged it",
  unacknowledged: "took the acknowledgement back",
  escalated: "escalated it",
  resolved: "resolved it",
  snoozed: "changed its snooze",
  assigned: "assigned it",
  outcome: "said what it was",
};

const HAPPENED: Partial<Record<TimelineKind, string>> = {
  raised: "It was raised",
  worsened: "It worsened",
  eased: "It eased",
  muted: "It was hidden",
  unmuted: "What hid it ended",
};

/** "Ana acknowledged it 3 s ago": the newest line of a timeline, for who wanted to do something at the same time. */
export function describeChange({ kind, actor, at }: Pick<TimelineEntry, "kind" | "actor" | "at">, now: Date): string {
  const did = DONE[kind];
  const what = did === undefined ? (HAPPENED[kind] ?? "It changed") : `${actor} ${did}`;
  const ago = Math.floor((now.getTime() - at.getTime()) / SECOND_MS) * SECOND_MS;
  return ago < SECOND_MS ? `${what} just now` : `${what} ${describeDuration(ago)} ago`;
}
