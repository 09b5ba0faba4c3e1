import { addMs, type Interval } from "@/lib/kernel/time";
import type { WeekHours } from "@/lib/kernel/week";
import { hoursOn, weekdayKey } from "@/lib/kernel/week-hours";
import { calendarDay } from "@/lib/kernel/zone";

/** The hours of a week that lie in or touch `[from, to)`, whole and in order, by the wall of `zone`; adjoining ones as one. */
export function openHours({ hours, zone }: { hours: WeekHours; zone: string }, { from, to }: Interval): Interval[] {
  const open: Interval[] = [];
  const last = calendarDay(addMs(to, -1), zone);
  for (let day = calendarDay(from, zone) - 1; day <= last; day += 1) {
    if (!hours.days.includes(weekdayKey(day))) continue;
    const one = hoursOn(hours, day, zone);
    const before = open.at(-1);
    if (before !== undefined && before.to >= one.from) before.to = one.to > before.to ? one.to : before.to;
    else if (one.to > one.from) open.push(one);
  }
  return open;
}
