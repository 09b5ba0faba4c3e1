import { addMs, type Interval } from "@/lib/kernel/time";
import { instantAt, sameTimeBefore, WALL_DAY_MS, wallMs } from "@/lib/kernel/zone";
import { basicIso, beginningsOf, nextBeginning } from "./recurrence";
import type { Schedule } from "./schema";

/** A change of clocks moves an instant by no more than this against its clock time. */
const CLOCK_CHANGE_MS = WALL_DAY_MS;

/**
 * When a silence hides within `[from, to)`: in order, overlapping and adjoining occurrences as one. A recurring one is meant
 * by the clock of its zone: it begins and ends at the same clock time all year, on the short day it lacks the skipped hour,
 * on the long day it has the doubled one; one that lies wholly in the skipped hour does not happen that day.
 */
export function occurrencesOf(schedule: Schedule, { from, to }: Interval): Interval[] {
  const intervals = schedule.recurrence === null ? [onceOf(schedule)] : recurringOf(schedule, { from, to });
  return mergeOverlaps(intervals.map((one) => endBy(one, schedule.endedAt))).filter(
    (one) => one.from < to && one.to > from,
  );
}

/** The occurrence that begins next, after `now`; null when none comes. */
export function nextOccurrence(schedule: Schedule, now: Date): Interval | null {
  if (schedule.endedAt !== null) return null;
  if (schedule.recurrence === null) return schedule.startsAt > now ? onceOf(schedule) : null;
  const first = wallMs(schedule.startsAt, schedule.timeZone);
  let wall = Math.max(first, wallMs(now, schedule.timeZone) - CLOCK_CHANGE_MS);
  // One in the skipped hour does not happen, and the day before now is looked at for the sake of clock changes.
  for (let tries = 0; tries < 5; tries += 1) {
    const begins = nextBeginning(inClockTime(schedule.recurrence, schedule.timeZone), first, wall);
    if (begins === null) return null;
    const one = occurrenceAt(schedule, begins);
    if (one.from > now && one.to > one.from) return one;
    wall = begins + 1000;
  }
  return null;
}

function onceOf({ startsAt, endsAt }: Schedule): Interval {
  return { from: startsAt, to: endsAt };
}

function recurringOf(schedule: Schedule, { from, to }: Interval): Interval[] {
  const { recurrence, timeZone, extension, skippedUntil } = schedule;
  const first = wallMs(schedule.startsAt, timeZone);
  const reach = lengthOf(schedule) + CLOCK_CHANGE_MS;
  const window = { from: wallMs(from, timeZone) - reach, to: wallMs(to, timeZone) + CLOCK_CHANGE_MS };
  const begun = beginningsOf(inClockTime(recurrence ?? "", timeZone), first, window)
    .map((wall) => occurrenceAt(schedule, wall))
    .filter((one) => skippedUntil === null || one.from >= skippedUntil);
  if (extension === null) return begun;
  const extended = { from: new Date(extension.from), to: new Date(extension.until) };
  return skippedUntil !== null && extended.from < skippedUntil ? begun : [...begun, extended];
}

/** By the clock: from when it shows the beginning to when it shows the end. */
function occurrenceAt(schedule: Schedule, wall: number): Interval {
  const { timeZone } = schedule;
  return { from: instantAt(wall, timeZone), to: instantAt(wall + lengthOf(schedule), timeZone) };
}

/** How far the clock moves from the first occurrence's beginning to its end. */
function lengthOf({ startsAt, endsAt, timeZone }: Schedule): number {
  return wallMs(endsAt, timeZone) - wallMs(startsAt, timeZone);
}

/** An UNTIL is an instant in UTC; the rule is followed in clock time. One in the year 9999 is none: it recurs for ever. */
export function inClockTime(recurrence: string, timeZone: string): string {
  const ending = recurrence.replace(/;?UNTIL=9999[^;]*/, "").replace(/^;/, "");
  return ending.replace(/UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, (_whole, ...parts) => {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(0, 6).map(Number);
    const until = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
    return `UNTIL=${basicIso(wallMs(until, timeZone))}`;
  });
}

function endBy({ from, to }: Interval, endedAt: Date | null): Interval {
  return endedAt !== null && endedAt < to ? { from, to: endedAt } : { from, to };
}

function mergeOverlaps(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  const inOrder = intervals.filter(({ from, to }) => to > from).sort((a, b) => a.from.getTime() - b.from.getTime());
  for (const one of inOrder) {
    const last = merged.at(-1);
    if (last === undefined || one.from > last.to) merged.push({ ...one });
    else if (one.to > last.to) last.to = one.to;
  }
  return merged;
}

/** Until when it hides, given that it does now; null when it does not. Chains of occurrences are followed for two weeks. */
export function hidesUntil(schedule: Schedule, now: Date): Date | null {
  const to = schedule.recurrence === null ? addMs(now, 1) : sameTimeBefore(now, schedule.timeZone, -14);
  const around = { from: now, to };
  const present = occurrencesOf(schedule, around).find(({ from, to }) => from <= now && to > now);
  return present?.to ?? null;
}
