import type { Interval } from "./time";
import { WEEKDAYS, type Weekday } from "./week";
import { instantOn, weekdayOfDay } from "./zone";

/** Minutes since midnight of `22:00`; 1440 for `24:00`. */
export function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

/** The weekday of a calendar day (`calendarDay`). */
export function weekdayKey(day: number): Weekday {
  return WEEKDAYS[weekdayOfDay(day)] ?? "sun";
}

/**
 * The hours that begin on a calendar day, from the instant the clock of `zone` shows `from` until it shows `to`: over midnight
 * where `to` is not later, the whole day for 00:00 to 24:00, and empty where a change of clocks skips all of them.
 */
export function hoursOn({ from, to }: { from: string; to: string }, day: number, zone: string): Interval {
  const [begins, ends] = [minuteOf(from), minuteOf(to)];
  return { from: instantOn(day, begins, zone), to: instantOn(ends > begins ? day : day + 1, ends, zone) };
}
