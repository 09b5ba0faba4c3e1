import "server-only";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Receipt } from "@/lib/notifications/schema";
import { stopwatch } from "@/lib/server/stopwatch";

/** No attempt takes longer: the lease of a row that is being sent outlives it. */
export const PATIENCE_MS = 30 * SECOND_MS;

/** What an attempt that took longer counts as. */
export const NO_ANSWER: Receipt = {
  kind: "failed",
  failure: { kind: "broken-connection" },
  response: "no answer in time",
};

/** What is left of the patience with one attempt, for the next of its calls. */
export function patience(): () => number {
  const elapsed = stopwatch();
  return () => Math.max(1, Math.ceil(PATIENCE_MS - elapsed()));
}
