import { DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { WEEKDAYS, type Weekday } from "@/lib/kernel/week";
import { instantAt, wallMs } from "@/lib/kernel/zone";
import type { BusinessHours } from "./schema";

type Hours = Pick<BusinessHours, "zone" | "hours" | "holidays">;

/** A year and a month: longer than any sensible row of holidays. */
const LOOK_AHEAD_DAYS = 400;

/** Whether business is open at an instant. */
export function isOpen(hours: Hours, at: Date): boolean {
  const today = dayOf(at, hours.zone);
  return [today - 1, today].some((day) => {
    const period = periodOf(hours, day);
    return period !== null && period.from <= at && at < period.to;
  });
}

/** The instant itself where business is open, else when it opens next; null where it never does. */
export function nextOpening(hours: Hours, at: Date): Date | null {
  if (isOpen(hours, at)) return at;
  const today = dayOf(at, hours.zone);
  for (let day = today; day <= today + LOOK_AHEAD_DAYS; day += 1) {
    const period = periodOf(hours, day);
    if (period !== null && period.from > at) return period.from;
  }
  return null;
}

/** Days of the wall's calendar since 1970. */
function dayOf(at: Date, zone: string): number {
  return Math.floor(wallMs(at, zone) / DAY_MS);
}

/** The hours that begin on a day of the wall's calendar; null on a holiday and on a day without. */
function periodOf({ zone, hours, holidays }: Hours, day: number): { from: Date; to: Date } | null {
  const weekday = weekdayOf(day);
  if (!hours.days.includes(weekday)) return null;
  if (holidays.includes(new Date(day * DAY_MS).toISOString().slice(0, 10))) return null;
  const [begins, ends] = [minuteOf(hours.from), minuteOf(hours.to)];
  const wall = (on: number, minute: number) => instantAt(on * DAY_MS + minute * MINUTE_MS, zone);
  return { from: wall(day, begins), to: wall(ends > begins ? day : day + 1, ends) };
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(day: number): Weekday {
  return WEEKDAYS[(((day + 4) % 7) + 7) % 7] ?? "sun";
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}
