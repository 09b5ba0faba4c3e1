import { DAY_MS, type Interval, MINUTE_MS } from "@/lib/kernel/time";
import { WEEKDAYS, type WeekHours } from "@/lib/kernel/week";
import { instantAt, wallMs } from "@/lib/kernel/zone";

/** The hours of a week that lie in or touch `[from, to)`, whole and in order, by the wall of `zone`; adjoining ones as one. */
export function openHours({ hours, zone }: { hours: WeekHours; zone: string }, { from, to }: Interval): Interval[] {
  const [first, last] = [from, to].map((at) => Math.floor(wallMs(at, zone) / DAY_MS));
  const open: Interval[] = [];
  for (let day = (first ?? 0) - 1; day <= (last ?? 0); day += 1) {
    if (!hours.days.includes(WEEKDAYS[(((day + 4) % 7) + 7) % 7] ?? "sun")) continue;
    const [begins, ends] = [minuteOf(hours.from), minuteOf(hours.to)];
    const wall = (on: number, minute: number) => instantAt(on * DAY_MS + minute * MINUTE_MS, zone);
    const one = { from: wall(day, begins), to: wall(ends > begins ? day : day + 1, ends) };
    const before = open.at(-1);
    if (before !== undefined && before.to >= one.from) before.to = one.to;
    else if (one.to > one.from) open.push(one);
  }
  return open;
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}
