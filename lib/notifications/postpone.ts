import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";

const WAITS_MS = [SECOND_MS, 5 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS] as const;
const LONGEST_MS = 5 * MINUTE_MS;

/** How long what could not be decided rests before it is tried again, in ms, by its failed tries so far. */
export function postponeFor(attempts: number): number {
  return WAITS_MS[attempts - 1] ?? LONGEST_MS;
}
