import { addMs, type Interval } from "@/lib/kernel/time";
import { startOfDay, startOfDayBefore, wallTime, weekday } from "@/lib/kernel/zone";

const NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** A week from Monday's to Monday's midnight by the wall of `zone`, with the beginning of each day. */
export interface Week extends Interval {
  days: readonly { at: Date; name: string }[];
}

/** The week of `now`, or the one `offset` weeks later. Weeks with a change of clocks are an hour shorter or longer. */
export function weekOf(zone: string, offset: number, now: Date): Week {
  const sinceMonday = (weekday(now, zone) + 6) % 7;
  const starts = Array.from({ length: 8 }, (_, day) => startOfDayBefore(now, zone, sinceMonday - 7 * offset - day));
  const [from = now, to = now] = [starts[0], starts[7]];
  return { from, to, days: starts.slice(0, 7).map((at) => ({ at, name: dayName(at, zone) })) };
}

/** `Mon 16`. Looked at noon: midnight may not exist. */
function dayName(at: Date, zone: string): string {
  const noon = addMs(startOfDay(at, zone), 12 * 3_600_000);
  return `${NAMES[weekday(noon, zone)]} ${wallTime(noon, zone).day}`;
}
