import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { UnreadableError } from "./unreadable";

const UNITS: Record<string, number> = { w: 7 * DAY_MS, d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS };

/**
 * When a sleep or wait ends: an ISO instant as it is, a duration such as `1h30m15s` counted from `now`. An empty one,
 * which the SDK writes for 0, ends at once.
 * @throws UnreadableError for any other text.
 */
export function endOf(text: string, now: Date): Date {
  const duration = /^(?:\d+[wdhms])*$/.test(text) ? [...text.matchAll(/(\d+)([wdhms])/g)] : undefined;
  if (duration) {
    return new Date(
      duration.reduce((ms, [, count, unit = ""]) => ms + Number(count) * (UNITS[unit] ?? 0), now.getTime()),
    );
  }
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()))
    throw new UnreadableError(`The embedded executor cannot read the time "${text}".`);
  return instant;
}

/** Waits between attempts, in the order of a server's: after the tenth each is two hours. */
const BACK_OFF_MS = [10, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200].map((seconds) => seconds * SECOND_MS);

/**
 * When attempt `attempt` (the first is 0), having failed, is made again. `retryAfter` is the header's text, seconds or an
 * instant, and wins.
 */
export function nextAttemptAt(attempt: number, retryAfter: string | null, now: Date): Date {
  if (retryAfter !== null && /^\d+$/.test(retryAfter)) return new Date(now.getTime() + Number(retryAfter) * SECOND_MS);
  const instant = retryAfter === null ? Number.NaN : Date.parse(retryAfter);
  if (!Number.isNaN(instant)) return new Date(instant);
  return new Date(now.getTime() + (BACK_OFF_MS[attempt] ?? 7200 * SECOND_MS));
}
