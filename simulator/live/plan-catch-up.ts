import { HOUR_MS, SECOND_MS } from "@/lib/kernel/time";

/** What is made up for in full after a pause: what the windows of an hour read, and a little more. */
const CATCH_UP_MS = 2 * HOUR_MS;
/** No more than this many wallet transactions, or a fast platform would never catch up. */
const TRANSACTIONS_AT_MOST = 60_000;
/** A transaction of the catch-up holds about a thousand rows. */
const ROWS_A_STEP = 1_000;
const ROWS_A_TRANSACTION = 2;

export interface CatchUp {
  /** Where to go on from: after a longer pause than can be made up for, later than where it stopped. */
  fromMs: number;
  /** How far one step goes. */
  stepMs: number;
}

/** How to go on after the simulator stood still since `positionMs`. */
export function planCatchUp({ positionMs, rate }: { positionMs: number; rate: number }, now: Date): CatchUp {
  const longestMs = Math.min(CATCH_UP_MS, (TRANSACTIONS_AT_MOST / rate) * SECOND_MS);
  return {
    fromMs: Math.max(positionMs, now.getTime() - longestMs),
    stepMs: Math.max(SECOND_MS, Math.floor(ROWS_A_STEP / (rate * ROWS_A_TRANSACTION)) * SECOND_MS),
  };
}
