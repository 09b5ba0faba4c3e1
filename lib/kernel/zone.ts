import { DAY_MS, HOUR_MS, MINUTE_MS } from "./time";

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

/** The clock on the wall in `zone` as milliseconds since 1970 would give it in UTC: arithmetic without changes of clocks. */
export function wallMs(at: Date, zone: string): number {
  return at.getTime() + offsetMinutes(at, zone) * MINUTE_MS;
}

/**
 * The first instant at which the clock in `zone` shows `wall` (as `wallMs` writes it) or, where a change of clocks skips
 * that, later. An hour that comes twice gives its first coming.
 */
export function instantAt(wall: number, zone: string): Date {
  const [before, after] = [-DAY_MS, DAY_MS].map((ms) => offsetMinutes(new Date(wall + ms), zone) * MINUTE_MS);
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

/** The instant the local day of `at` began. Where midnight is skipped by a clock change, the first instant after the gap. */
export function startOfDay(at: Date, zone: string): Date {
  const { year, month, day } = wallTime(at, zone);
  const midnight = Date.UTC(year, month - 1, day);
  const guess = new Date(midnight - offsetMinutes(new Date(midnight), zone) * 60_000);
  const settled = new Date(midnight - offsetMinutes(guess, zone) * 60_000);
  return wallTime(settled, zone).day === day ? settled : new Date(settled.getTime() + HOUR_MS);
}

/** The start of the local day `days` before that of `at`; counts calendar days, so a 23-hour day is one. */
export function startOfDayBefore(at: Date, zone: string, days: number): Date {
  const noon = new Date(startOfDay(at, zone).getTime() + DAY_MS / 2);
  return startOfDay(new Date(noon.getTime() - days * DAY_MS), zone);
}

/** `2026-11-20`: the local calendar day. */
export function localDate(at: Date, zone: string): string {
  const { year, month, day } = wallTime(at, zone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** 0 on Sunday … 6 on Saturday, by the local calendar. */
export function weekday(at: Date, zone: string): number {
  const { year, month, day } = wallTime(at, zone);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** `00` … `23`: the local hour. */
export function hourName(at: Date, zone: string): string {
  return String(wallTime(at, zone).hour).padStart(2, "0");
}

/** The instant of a whole local hour on the calendar day after that of `at`, also on a day the clocks change. */
export function hourTomorrow(at: Date, zone: string, hour: number): Date {
  const guess = new Date(startOfDayBefore(at, zone, -1).getTime() + hour * HOUR_MS);
  return new Date(guess.getTime() + (hour - wallTime(guess, zone).hour) * HOUR_MS);
}
