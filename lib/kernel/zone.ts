import { addMs, type Interval, MINUTE_MS } from "./time";

/** Whether the runtime knows this IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(zone, made);
  return made;
}

/** The clock on the wall in `zone` at an instant. */
export function wallTime(at: Date, zone: string): WallTime {
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/** Asking the runtime is slow, and the same minutes are asked of again and again. Clocks change at whole minutes. */
const offsets = new Map<string, number>();
const MOST_OFFSETS = 20_000;

/** Minutes the zone is ahead of UTC at an instant; Malta in summer gives 120. */
export function offsetMinutes(at: Date, zone: string): number {
  const key = `${Math.floor(at.getTime() / MINUTE_MS)} ${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = askOffset(at, zone);
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function askOffset(at: Date, zone: string): number {
  const wall = wallTime(at, zone);
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  return Math.round((asUtc - Math.floor(at.getTime() / 1000) * 1000) / 60_000);
}

/**
 * A day of a clock that never changes: it counts milliseconds of `wallMs`, and nothing else. Between instants a calendar day
 * is 23, 23½, 24, 24½ or 25 hours long, and once none at all: count calendar days instead.
 */
export const WALL_DAY_MS = 1_440 * MINUTE_MS;

/** The clock on the wall in `zone` as milliseconds since 1970 would give it in UTC: arithmetic without changes of clocks. */
export function wallMs(at: Date, zone: string): number {
  return at.getTime() + offsetMinutes(at, zone) * MINUTE_MS;
}

/**
 * The first instant at which the clock in `zone` shows `wall` (as `wallMs` writes it) or, where a change of clocks skips
 * that, later. An hour that comes twice gives its first coming.
 */
export function instantAt(wall: number, zone: string): Date {
  // No zone is a day from UTC, and none changes its clocks twice within two: these are the offsets before and after.
  const [before, after] = [-WALL_DAY_MS, WALL_DAY_MS].map((ms) => offsetMinutes(new Date(wall + ms), zone) * MINUTE_MS);
  const candidates = [wall - (before ?? 0), wall - (after ?? 0)].sort((a, b) => a - b);
  const shown = candidates.find((ms) => wallMs(new Date(ms), zone) === wall);
  if (shown !== undefined) return new Date(shown);
  // Skipped: the clock jumps somewhere between the two, and is past `wall` from there on.
  let [low = wall, high = wall] = candidates;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallMs(new Date(middle), zone) >= wall) high = middle;
    else low = middle;
  }
  return new Date(high);
}

/** The local calendar day as a number: days since 1970 by the wall, so that the next day is one more whatever clocks do. */
export function calendarDay(at: Date, zone: string): number {
  return Math.floor(wallMs(at, zone) / WALL_DAY_MS);
}

/** The instant the clock shows `minute` (since midnight, 1440 being the midnight after) on a calendar day; see `instantAt`. */
export function instantOn(day: number, minute: number, zone: string): Date {
  return instantAt(day * WALL_DAY_MS + minute * MINUTE_MS, zone);
}

/** `2026-11-20`: the name of a calendar day. */
export function dayName(day: number): string {
  return new Date(day * WALL_DAY_MS).toISOString().slice(0, 10);
}

/** 0 on Sunday … 6 on Saturday; 1 January 1970 was a Thursday. */
export function weekdayOfDay(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The calendar day after one; where a zone skipped a whole day (Apia, 30 December 2011), the one after that. */
export function dayAfter(day: number, zone: string): number {
  return hasDay(day + 1, zone) ? day + 1 : day + 2;
}

function hasDay(day: number, zone: string): boolean {
  return instantOn(day, 0, zone) < instantOn(day + 1, 0, zone);
}

/** The instant the local day of `at` began. Where midnight is skipped by a clock change, the first instant after the gap. */
export function startOfDay(at: Date, zone: string): Date {
  return instantOn(calendarDay(at, zone), 0, zone);
}

/** The instant the clock shows what it shows at `at`, `days` calendar days before (after where negative). */
export function sameTimeBefore(at: Date, zone: string, days: number): Date {
  return instantAt(wallMs(at, zone) - days * WALL_DAY_MS, zone);
}

/** The calendar days that `[from, to)` touches, in order, as numbers. A day a zone skipped is not among them. */
export function calendarDaysOf({ from, to }: Interval, zone: string): number[] {
  const days: number[] = [];
  const last = calendarDay(addMs(to, -1), zone);
  for (let day = calendarDay(from, zone); day <= last; day = dayAfter(day, zone)) days.push(day);
  return days;
}

/**
 * The instants in `[from, to)` at which the clock shows a multiple of `minutes` since midnight, in order: rulers of time and the
 * bars of a day. A time that is skipped is left out, one that comes twice is there twice.
 */
export function wallTicks({ from, to }: Interval, minutes: number, zone: string): Date[] {
  const step = minutes * MINUTE_MS;
  const ticks: Date[] = [];
  // Quarters of an hour: whatever the change, a clock meets its next multiple on one of them.
  const quarter = 15 * MINUTE_MS;
  for (let ms = Math.ceil(from.getTime() / quarter) * quarter; ms < to.getTime(); ms += quarter) {
    const at = new Date(ms);
    if (wallMs(at, zone) % step === 0) ticks.push(at);
  }
  return ticks;
}

/**
 * `[from, to)` cut at each whole hour of the clock. Where clocks change by less than an hour, that hour is two pieces, cut where
 * they change or an hour after it began; no piece is longer than an hour.
 */
export function wallHoursOf({ from, to }: Interval, zone: string): Interval[] {
  const hour = 60 * MINUTE_MS;
  const ends = [...wallTicks({ from: addMs(from, 1), to }, 60, zone), to];
  const hours: Interval[] = [];
  let start = from;
  for (const end of ends) {
    for (; end.getTime() - start.getTime() > hour; start = addMs(start, hour))
      hours.push({ from: start, to: addMs(start, hour) });
    hours.push({ from: start, to: end });
    start = end;
  }
  return hours;
}

/** `2026-11-20`: the local calendar day. */
export function localDate(at: Date, zone: string): string {
  return dayName(calendarDay(at, zone));
}

/** 0 on Sunday … 6 on Saturday, by the local calendar. */
export function weekday(at: Date, zone: string): number {
  return weekdayOfDay(calendarDay(at, zone));
}

/** `00` … `23`: the local hour. */
export function hourName(at: Date, zone: string): string {
  return String(wallTime(at, zone).hour).padStart(2, "0");
}

/** The instant of a whole local hour on the calendar day after that of `at`, also on a day the clocks change. */
export function hourTomorrow(at: Date, zone: string, hour: number): Date {
  return instantOn(dayAfter(calendarDay(at, zone), zone), hour * 60, zone);
}
