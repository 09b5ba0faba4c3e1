import type { Interval } from "@/lib/kernel/time";
import { calendarDay, dayName, instantOn, weekdayOfDay } from "@/lib/kernel/zone";

const NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** A week from Monday's to Monday's midnight by the wall of `zone`, with the beginning of each day. */
export interface Week extends Interval {
  days: readonly { at: Date; name: string }[];
}

/** The week of `now`, or the one `offset` weeks later. Weeks with a change of clocks are shorter or longer. */
export function weekOf(zone: string, offset: number, now: Date): Week {
  const today = calendarDay(now, zone);
  const monday = today - ((weekdayOfDay(today) + 6) % 7) + 7 * offset;
  const days = Array.from({ length: 7 }, (_, index) => ({
    at: instantOn(monday + index, 0, zone),
    name: shortName(monday + index),
  }));
  return { from: instantOn(monday, 0, zone), to: instantOn(monday + 7, 0, zone), days };
}

/** `Mon 16`. */
function shortName(day: number): string {
  return `${NAMES[weekdayOfDay(day)]} ${Number(dayName(day).slice(8))}`;
}
