import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";

/** How far back failed sign-ins count. */
export const FAILURE_WINDOW_MS = 15 * MINUTE_MS;

/** Failures within the window before the next attempt has to wait. A whole office may share one address. */
const FREE_FAILURES = { email: 5, address: 20 } as const;
const FIRST_WAIT_MS = 30 * SECOND_MS;

/** Recent failures, in any order, of the e-mail tried and of the address it was tried from. */
export interface RecentFailures {
  email: readonly Date[];
  address: readonly Date[];
}

export type ThrottleVerdict = { kind: "allow" } | { kind: "wait"; until: Date };

/**
 * Whether a sign-in may be tried now: free at first, then 30 s after the last failure, doubled by each further one.
 * The longer of both waits counts. A refused attempt is not a failure, so waiting always ends.
 */
export function throttleSignIn(failures: RecentFailures, now: Date): ThrottleVerdict {
  const ends = (["email", "address"] as const).map((by) => waitEnd(failures[by], FREE_FAILURES[by], now));
  const until = new Date(Math.max(...ends.map((end) => end.getTime())));
  return until > now ? { kind: "wait", until } : { kind: "allow" };
}

function waitEnd(failures: readonly Date[], free: number, now: Date): Date {
  const recent = failures.filter((at) => at > addMs(now, -FAILURE_WINDOW_MS));
  if (recent.length < free) return now;
  const last = Math.max(...recent.map((at) => at.getTime()));
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (recent.length - free), FAILURE_WINDOW_MS);
  return new Date(last + waitMs);
}
