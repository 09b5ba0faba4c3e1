import { isAtLeast, type Severity } from "@/lib/kernel/severity";
import { hoursOn, weekdayKey } from "@/lib/kernel/week-hours";
import { calendarDay, wallTime, weekday } from "@/lib/kernel/zone";
import { describeDuration } from "@/lib/rules/describe";
import type { QuietHours } from "./schema";

export interface QuietPeriod {
  from: Date;
  /** The first instant that is quiet no more. */
  to: Date;
}

/**
 * The quiet period that runs at `now` or, if none does, the next one; null where there are no quiet hours. A beginning or
 * end that a change of clocks skips is the instant after the gap; one that comes twice counts when it comes first.
 */
export function nextQuiet(hours: QuietHours | null, now: Date): QuietPeriod | null {
  if (hours === null) return null;
  const today = calendarDay(now, hours.zone);
  let found: QuietPeriod | null = null;
  // By their beginning; each costs several looks at the zone's clock, so no more are made than it takes.
  for (let day = today - 1; day <= today + 8; day += 1) {
    const period = periodOf(hours, day);
    if (period === null) continue;
    if (found === null) found = period.to > now && period.from < period.to ? period : null;
    else if (period.from > found.to) return found;
    // Where one ends another may run already: it is quiet until both are over.
    else if (period.to > found.to) found = { from: found.from, to: period.to };
  }
  return found;
}

/** Until when a person is not to be disturbed; null where that is not so now. */
export function quietUntil(hours: QuietHours | null, now: Date): Date | null {
  const period = nextQuiet(hours, now);
  return period !== null && period.from <= now ? period.to : null;
}

/** Whether a severity reaches somebody in quiet hours; player safety does whatever this says. */
export function breaksThrough(severity: Severity, criticalBreaksQuiet: boolean): boolean {
  return criticalBreaksQuiet && isAtLeast(severity, "critical");
}

/** `22:00–08:00 Europe/Malta`. */
export function describeQuietHours({ start, end, zone }: QuietHours): string {
  return `${start}–${end} ${zone}`;
}

/**
 * `now, until 08:00 Europe/Malta`, `tonight 22:00 to Monday 08:00 Europe/Malta, 10 h`; null where there are no quiet hours.
 * The length is the real one: an hour shorter or longer in a night when clocks change.
 */
export function describeNextQuiet(hours: QuietHours | null, now: Date): string | null {
  const period = nextQuiet(hours, now);
  if (hours === null || period === null) return null;
  const { zone } = hours;
  const [from, to] = [describeClock(period.from, zone), describeClock(period.to, zone)];
  if (period.from <= now) return `now, ${endOf(period, zone, now)} ${zone}`;
  const isOvernight = weekday(period.from, zone) !== weekday(period.to, zone);
  const until = isOvernight ? `${DAY_NAMES[weekday(period.to, zone)]} ${to}` : to;
  const length = describeDuration(period.to.getTime() - period.from.getTime());
  return `${dayOf(period.from, zone, now)} ${from} to ${until} ${zone}, ${length}`;
}

/** `until 08:00`, with the weekday where that is neither today nor tomorrow; all week is said as what it is. */
function endOf({ to }: QuietPeriod, zone: string, now: Date): string {
  const days = calendarDay(to, zone) - calendarDay(now, zone);
  if (days > 7) return "at all times";
  const clock = describeClock(to, zone);
  return days < 2 ? `until ${clock}` : `until ${DAY_NAMES[weekday(to, zone)]} ${clock}`;
}

const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The quiet hours that begin on a calendar day; null where that day has none. */
function periodOf({ start, end, zone, days }: QuietHours, day: number): QuietPeriod | null {
  const own = days[weekdayKey(day)];
  return own === null ? null : hoursOn({ from: own?.start ?? start, to: own?.end ?? end }, day, zone);
}

function dayOf(at: Date, zone: string, now: Date): string {
  const days = calendarDay(at, zone) - calendarDay(now, zone);
  const isEvening = wallTime(at, zone).hour >= 18;
  if (days === 0) return isEvening ? "tonight" : "today";
  if (days === 1) return isEvening ? "tomorrow night" : "tomorrow";
  return DAY_NAMES[weekday(at, zone)] ?? "";
}

/** `07:00`: the clock on the wall of a zone. */
export function describeClock(at: Date, zone: string): string {
  const { hour, minute } = wallTime(at, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
