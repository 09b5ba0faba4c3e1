import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { RuleState } from "./schema";

/**
 * How long a quiet state may be newer in memory than in the database. What a crash takes is judged again from the samples
 * since, which leads to the same state.
 */
const UNWRITTEN_MS = 10 * MINUTE_MS;

/** Whether nothing is remembered but the newest sample and reading: no breach, no alert, no outcomes of N of M. */
export function isQuiet({ phase, level, alertId, memory }: RuleState): boolean {
  return (
    phase === "inactive" &&
    level === null &&
    alertId === null &&
    isEmpty(memory.held) &&
    isEmpty(memory.clear) &&
    isEmpty(memory.outcomes)
  );
}

/** When a pair that was never written is taken to have been: spread, so that not all are due at one pass. */
export function spreadStart(seriesId: number, now: Date): Date {
  return addMs(now, -((seriesId * 7919) % UNWRITTEN_MS));
}

/** Whether a quiet state that was written last at `writtenAt` is to be written again. */
export function isWriteDue(writtenAt: Date, now: Date): boolean {
  return now.getTime() - writtenAt.getTime() >= UNWRITTEN_MS;
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}
