import { isAtLeast, type Severity } from "@/lib/kernel/severity";
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { DeliveryFailure } from "./schema";

/** Waits before the second, third … attempt, each counted from the attempt before (configuration.md). */
const FIRST_WAITS_MS = [5 * SECOND_MS, 8 * SECOND_MS, 50 * SECOND_MS, 2 * MINUTE_MS, 5 * MINUTE_MS] as const;
const LATER_WAIT_MS = 10 * MINUTE_MS;
/** No attempt begins later than this after the first. */
const GIVE_UP_AFTER_MS = 24 * HOUR_MS;
/** What a provider asks beyond this is not honoured: for critical and emergency, and for the rest. */
const LONGEST_URGENT_WAIT_MS = 5 * MINUTE_MS;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;

export type RetryDecision = { kind: "retry"; at: Date } | { kind: "give-up"; because: string };

/** Our own key is refused, which says nothing about the message: HTTP 401, and SMTP's replies about signing in (RFC 4954). */
const PASSING = [401, 408, 429];
const SIGN_IN_REPLIES = [530, 534, 535, 538];

/**
 * Whether trying again cannot help: HTTP 4xx but 401, 408 and 429 is final; SMTP 5xx but for signing in is; a broken
 * connection never is.
 */
export function isFinal(failure: DeliveryFailure): boolean {
  switch (failure.kind) {
    case "http":
      return failure.status >= 400 && failure.status < 500 && !PASSING.includes(failure.status);
    case "smtp":
      return failure.code >= 500 && !SIGN_IN_REPLIES.includes(failure.code);
    case "broken-connection":
    case "internal":
      return false;
    case "undeliverable":
      return true;
  }
}

/**
 * What follows a failed attempt: the schedule's next instant, or later where the provider asks for that, which is advice and
 * honoured up to a limit of the severity. The last attempt begins 24 hours after the first. `attempts` counts those made,
 * the failed one included; `attemptedAt` is when it began.
 */
export function decideRetry(delivery: {
  failure: DeliveryFailure;
  severity: Severity;
  attempts: number;
  firstAttemptAt: Date;
  attemptedAt: Date;
}): RetryDecision {
  const { failure, severity, attempts, firstAttemptAt, attemptedAt } = delivery;
  if (isFinal(failure))
    return {
      kind: "give-up",
      because: failure.kind === "undeliverable" ? "it can no longer be delivered" : "the provider refused it for good",
    };
  const end = addMs(firstAttemptAt, GIVE_UP_AFTER_MS);
  if (attemptedAt >= end) return { kind: "give-up", because: `24 hours and ${attemptsOf(attempts)} passed` };
  const scheduled = addMs(attemptedAt, FIRST_WAITS_MS[attempts - 1] ?? LATER_WAIT_MS);
  const at = laterOf(scheduled, askedUntil(failure, severity, attemptedAt) ?? scheduled);
  return { kind: "retry", at: at > end ? end : at };
}

/**
 * Until when a provider that asked to be left alone (Retry-After) is left alone; null where it did not ask. What it asks is
 * cut to 5 minutes for critical and emergency, and to 15 for the rest.
 */
export function askedUntil(failure: DeliveryFailure, severity: Severity, attemptedAt: Date): Date | null {
  if (failure.kind !== "http" || failure.retryAfterMs === undefined) return null;
  const longest = isAtLeast(severity, "critical") ? LONGEST_URGENT_WAIT_MS : LONGEST_WAIT_MS;
  return addMs(attemptedAt, Math.min(failure.retryAfterMs, longest));
}

function laterOf(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function attemptsOf(count: number): string {
  return count === 1 ? "1 attempt" : `${count} attempts`;
}
