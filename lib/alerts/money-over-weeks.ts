import type { Decimal } from "@/lib/kernel/money";
import { addMs, HOUR_MS, type Interval, MINUTE_MS } from "@/lib/kernel/time";
import { sameTimeBefore, weekday } from "@/lib/kernel/zone";

/** How many weeks a span is compared with. */
const WEEKS = [1, 2, 3, 4] as const;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** The same local times of the four same weekdays before, newest first: over a change of clocks too. */
export function sameSpansBefore({ from, to }: Interval, zone: string): Interval[] {
  return WEEKS.map((weeks) => {
    const start = sameTimeBefore(from, zone, weeks * 7);
    return { from: start, to: addMs(start, to.getTime() - from.getTime()) };
  });
}

/** `Friday`, by the zone's calendar. */
export function weekdayOf(at: Date, zone: string): string {
  return WEEKDAYS[weekday(at, zone)] ?? "";
}

/** A stored sum of the hour before `at` (milliseconds since the epoch). */
export interface HourSum {
  at: number;
  value: number;
}

/**
 * What came in over a usual span: the mean of the hours that overlap it, by its length. Smooth where a difference of two
 * hours would be noise. @returns a decimal, null where no hour is stored.
 */
export function usualIncome(hours: readonly HourSum[], { from, to }: Interval): Decimal | null {
  const near = hours.filter(({ at }) => at > from.getTime() && at < to.getTime() + HOUR_MS);
  if (near.length === 0) return null;
  const mean = near.reduce((sum, { value }) => sum + value, 0) / near.length;
  return (mean * ((to.getTime() - from.getTime()) / HOUR_MS)).toFixed(8);
}

/**
 * What came in over a past span, told from its hours alone: the hours that end in it, and for the rest of an hour the
 * difference between the sum after and the even share of the sum before. Exact for whole hours; for less it holds as far
 * as the hour before was even. @returns a decimal, never negative; null where the hours around it are not stored.
 */
export function incomeFromHours(hours: readonly HourSum[], { from, to }: Interval): Decimal | null {
  const whole = Math.floor((to.getTime() - from.getTime()) / HOUR_MS);
  const rest = to.getTime() - from.getTime() - whole * HOUR_MS;
  const sums = Array.from({ length: whole }, (_, index) => sumAt(hours, to.getTime() - index * HOUR_MS));
  const after = rest === 0 ? 0 : sumAt(hours, from.getTime() + rest);
  const before = rest === 0 ? 0 : sumAt(hours, from.getTime());
  if (after === null || before === null) return null;
  let total = Math.max(0, after - before * (1 - rest / HOUR_MS));
  for (const sum of sums) {
    if (sum === null) return null;
    total += sum;
  }
  return total.toFixed(8);
}

/** The sum at an instant, on the line between the stored ones around it; null where they lie over an hour apart. */
function sumAt(hours: readonly HourSum[], at: number): number | null {
  const before = hours.findLast((hour) => hour.at <= at);
  if (before === undefined) return null;
  if (before.at === at) return before.value;
  const after = hours.find((hour) => hour.at >= at);
  if (after === undefined) return at - before.at <= SLACK_MS ? before.value : null;
  if (after.at - before.at > HOUR_MS + MINUTE_MS) return null;
  return before.value + ((after.value - before.value) * (at - before.at)) / (after.at - before.at);
}

/** How old the newest sum may be to stand for now. */
const SLACK_MS = 2 * MINUTE_MS;
