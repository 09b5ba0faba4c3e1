import type { Interval } from "@/lib/kernel/time";
import { hoursOn, weekdayKey } from "@/lib/kernel/week-hours";
import { calendarDay, dayName } from "@/lib/kernel/zone";
import type { BusinessHours } from "./schema";

type Hours = Pick<BusinessHours, "zone" | "hours" | "holidays">;

/** A year and a month: longer than any sensible row of holidays. */
const LOOK_AHEAD_DAYS = 400;

/** Whether business is open at an instant. */
export function isOpen(hours: Hours, at: Date): boolean {
  const today = calendarDay(at, hours.zone);
  return [today - 1, today].some((day) => {
    const period = periodOf(hours, day);
    return period !== null && period.from <= at && at < period.to;
  });
}

/** The instant itself where business is open, else when it opens next; null where it never does. */
export function nextOpening(hours: Hours, at: Date): Date | null {
  if (isOpen(hours, at)) return at;
  const today = calendarDay(at, hours.zone);
  for (let day = today; day <= today + LOOK_AHEAD_DAYS; day += 1) {
    const period = periodOf(hours, day);
    if (period !== null && period.from > at && period.to > period.from) return period.from;
  }
  return null;
}

/** The hours that begin on a calendar day; null on a holiday and on a day without. */
function periodOf({ zone, hours, holidays }: Hours, day: number): Interval | null {
  if (!hours.days.includes(weekdayKey(day)) || holidays.includes(dayName(day))) return null;
  return hoursOn(hours, day, zone);
}
