import { SECOND_MS } from "@/lib/kernel/time";
import type { Channel } from "@/lib/rules/schema";

/**
 * The way of a message: from the breach (the instant the condition had held for its duration) to the alert, to the plan, to
 * the first attempt and to the provider's acceptance; `whole` is all of it. What was held by a decision is counted from when
 * it was to leave, and has no `whole`.
 */
export const HOPS = ["raised", "planned", "attempted", "accepted", "whole"] as const;
export type Hop = (typeof HOPS)[number];

/** What the house promises for `whole`. */
export const GOALS = { p95: 10 * SECOND_MS, p99: 60 * SECOND_MS } as const;

/** Milliseconds; null where there is none. */
export interface Percentiles {
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

/** The messages of a channel that were accepted, or of all where `channel` is null. */
export interface ChannelHops {
  channel: Channel | null;
  messages: number;
  hops: Record<Hop, Percentiles>;
}

/** Whether the promise is kept: null where nothing was delivered. */
export function keepsGoals({ p95, p99 }: Percentiles): boolean | null {
  if (p95 === null || p99 === null) return null;
  return p95 < GOALS.p95 && p99 < GOALS.p99;
}
