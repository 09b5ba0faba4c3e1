import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { DeliveryFailure } from "./schema";

/** Waits before the second, third … attempt, each counted from the attempt before (configuration.md). */
const FIRST_WAITS_MS = [5 * SECOND_MS, 15 * SECOND_MS, 45 * SECOND_MS, 2 * MINUTE_MS, 5 * MINUTE_MS] as const;
const LATER_WAIT_MS = 10 * MINUTE_MS;
/** No attempt begins later than this after the first. */
const GIVE_UP_AFTER_MS = 24 * HOUR_MS;

export type RetryDecision = { kind: "retry"; at: Date } | { kind: "give-up"; because: string };

/** Whether trying again can help: HTTP 4xx but 408 and 429 is final; SMTP 5xx is final; a broken connection never is. */
export function isFinal(failure: DeliveryFailure): boolean {
  switch (failure.kind) {
    case "http":
      return failure.status >= 400 && failure.status < 500 && failure.status !== 408 && failure.status !== 429;
    case "smtp":
      return failure.code >= 500;
    case "broken-connection":
      return false;
    case "undeliverable":
      return true;
  }
}

/**
 * What follows a failed attempt: the schedule's next instant, or later where the provider says when to come back. `attempts` counts those made, the failed one included; `attemptedAt` is when it began.
 */
export function decideRetry(delivery: {
  failure: DeliveryFailure;
  attempts: number;
  firstAttemptAt: Date;
  attemptedAt: Date;
}): RetryDecision {
  const { failure, attempts, firstAttemptAt, attemptedAt } = delivery;
  if (isFinal(failure))
    return {
      kind: "give-up",
      because: failure.kind === "undeliverable" ? "it can no longer be delivered" : "the provider refused it for good",
    };
  const scheduled = addMs(attemptedAt, FIRST_WAITS_MS[attempts - 1] ?? LATER_WAIT_MS);
  const asked = askedUntil(failure, attemptedAt);
  const at = asked !== null && asked > scheduled ? asked : scheduled;
  if (at > addMs(firstAttemptAt, GIVE_UP_AFTER_MS)) {
    return { kind: "give-up", because: `24 hours and ${attempts} attempts passed` };
  }
  return { kind: "retry", at };
}

/** Until when a provider asked to be left alone (Retry-After); null where it did not. */
export function askedUntil(failure: DeliveryFailure, attemptedAt: Date): Date | null {
  return failure.kind === "http" && failure.retryAfterMs !== undefined
    ? addMs(attemptedAt, failure.retryAfterMs)
    : null;
}
