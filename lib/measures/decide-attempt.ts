import { cleanText } from "@/lib/kernel/clean-text";
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";

/** What came of one call. `blocked`: it was not made, and would not be the next time. */
export type CallOutcome =
  | { kind: "answered"; status: number; body: string; retryAfterMs: number | null }
  | { kind: "broken"; word: string }
  | { kind: "blocked"; word: string };

export type AttemptDecision =
  | { kind: "done"; response: string }
  | { kind: "retry"; at: Date; response: string }
  | { kind: "failed"; response: string };

/** Waits after the first, second … attempt, each counted from the attempt before. */
const WAITS_MS = [5 * SECOND_MS, 15 * SECOND_MS, 45 * SECOND_MS, 2 * MINUTE_MS, 5 * MINUTE_MS] as const;
/** A platform that wants to be left alone for longer is beyond what a measure may wait. */
const LONGEST_WAIT_MS = HOUR_MS;

/**
 * What follows an attempt. 2xx is done; redirects and 4xx but 408 and 429 are final; all else is tried again, not before
 * `Retry-After` where there is one. `attempts` counts those made, this one included.
 */
export function decideAttempt(outcome: CallOutcome, attempts: number, now: Date): AttemptDecision {
  const response = wordOf(outcome);
  if (outcome.kind === "blocked") return { kind: "failed", response };
  if (outcome.kind === "answered" && isSuccess(outcome.status)) return { kind: "done", response };
  if (outcome.kind === "answered" && isFinal(outcome.status)) {
    const because = isRedirect(outcome.status) ? "redirects are not followed" : "the platform refused it";
    return { kind: "failed", response: `${response} (${because})` };
  }
  const wait = WAITS_MS[attempts - 1];
  if (wait === undefined) return { kind: "failed", response: `${response} (given up after ${attempts} attempts)` };
  const asked = outcome.kind === "answered" ? (outcome.retryAfterMs ?? 0) : 0;
  if (asked > LONGEST_WAIT_MS) return { kind: "failed", response: `${response} (it asks to wait for over an hour)` };
  return { kind: "retry", at: addMs(now, Math.max(wait, asked)), response };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function isFinal(status: number): boolean {
  return isRedirect(status) || (status >= 400 && status < 500 && status !== 408 && status !== 429);
}

const WORD_LENGTH = 500;

/** What the platform says may be anything: it is kept cut, and as it can be stored. */
function wordOf(outcome: CallOutcome): string {
  if (outcome.kind !== "answered") return cleanText(outcome.word, WORD_LENGTH);
  const word = cleanText(outcome.body.trim(), WORD_LENGTH);
  return word === "" ? String(outcome.status) : `${outcome.status}: ${word}`;
}
