import { DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Channel } from "@/lib/rules/schema";
import type { Readiness } from "./readiness";

/** The channels and the live feed of the console, which is no channel of a rule and always on. */
export type ChannelId = Channel | "feed";

export const CHANNEL_STATES = ["on", "ready", "slow", "failing", "switched-off", "not-configured"] as const;
export type ChannelStateKind = (typeof CHANNEL_STATES)[number];

/** One message handed to a provider, a test or a real one, and what it said. */
export interface Handover {
  at: Date;
  isTest: boolean;
  isDelivered: boolean;
  /** From handing over to the answer; null where it was not kept. */
  durationMs: number | null;
  /** The provider's word. */
  word: string;
}

/** How a channel is, with the words beside its state. */
export interface ChannelState {
  kind: ChannelStateKind;
  /** When it began to refuse; null unless it is failing. */
  since: Date | null;
}

/** What its state is judged by. */
export interface ChannelRecord {
  readiness: Readiness;
  /** The newest handover, test or not; null while there was none. */
  last: Handover | null;
  /** The first refusal after the last delivery; null where the last was delivered. */
  failingSince: Date | null;
  /** The median of what it delivered in the last week; null while it delivered nothing. */
  usualMs: number | null;
  /** Since when its circuit is open; null while it is closed. */
  outageSince?: Date | null;
}

/** Slow is what takes this long, */
const SLOW_MS = 5 * SECOND_MS;
/** or this long and several times as long as usual. */
const NOTABLE_MS = 2 * SECOND_MS;
const TIMES_USUAL = 4;

/** On, ready, slow, failing, switched off or not configured: by what is set and by what the provider last said. */
export function assessChannelState(channel: ChannelId, record: ChannelRecord): ChannelState {
  if (channel === "log" || channel === "feed") return { kind: "on", since: null };
  const { readiness, last, failingSince } = record;
  if (readiness.kind === "not-configured")
    return { kind: isSwitch(readiness) ? "switched-off" : "not-configured", since: null };
  if (record.outageSince != null) return { kind: "failing", since: record.outageSince };
  if (last !== null && !last.isDelivered) return { kind: "failing", since: failingSince ?? last.at };
  return { kind: isSlow(record) ? "slow" : "ready", since: null };
}

function isSwitch({ variables }: Extract<Readiness, { kind: "not-configured" }>): boolean {
  return variables.length === 1 && variables.every((name) => name.endsWith("_ENABLED"));
}

function isSlow({ last, usualMs }: ChannelRecord): boolean {
  if (last?.durationMs == null) return false;
  if (last.durationMs >= SLOW_MS) return true;
  return usualMs !== null && last.durationMs >= NOTABLE_MS && last.durationMs >= TIMES_USUAL * usualMs;
}

/** The newer of two handovers. */
export function newerOf(one: Handover | null, other: Handover | null): Handover | null {
  if (one === null || other === null) return one ?? other;
  return other.at > one.at ? other : one;
}

/** "0.4 s" below a minute, else "2 min": how long a provider took to answer. */
export function describeTook(durationMs: number): string {
  if (durationMs < MINUTE_MS) return `${(durationMs / SECOND_MS).toFixed(1)} s`;
  return `${Math.round(durationMs / MINUTE_MS)} min`;
}

/** How far back "usual" looks, and how far back messages are counted. */
export const USUAL_MS = 7 * DAY_MS;
export const COUNTED_MS = DAY_MS;

/** "5 of 7 work, 1 failing, 1 not configured". */
export function describeChannels(kinds: readonly ChannelStateKind[]): string {
  const count = (...wanted: ChannelStateKind[]) => kinds.filter((kind) => wanted.includes(kind)).length;
  const rest: [number, string][] = [
    [count("failing"), "failing"],
    [count("switched-off"), "switched off"],
    [count("not-configured"), "not configured"],
  ];
  const said = rest.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`]));
  return [`${count("on", "ready", "slow")} of ${kinds.length} work`, ...said].join(", ");
}
