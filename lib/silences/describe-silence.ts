import { describeMatcher } from "@/lib/kernel/matchers";
import { WALL_DAY_MS, wallMs, wallTime, weekday } from "@/lib/kernel/zone";
import { describeDuration, listOf } from "@/lib/rules/describe";
import { describeRecurrence } from "./describe-recurrence";
import { inClockTime } from "./occurrences-of";
import { parseRecurrence, type Recurrence } from "./parse-recurrence";
import { nextBeginning } from "./recurrence";
import type { Silence } from "./schema";

const DATES = 5;

type Timed = Pick<Silence, "startsAt" | "endsAt" | "recurrence" | "timeZone">;

/**
 * A schedule in words that say all of it: `Every Wed 02:00 to 03:00 Europe/Malta`, `Once, for 2 h`. A recurrence that no short
 * sentence says is `custom: FREQ=…` with the five dates from `next` on; null where none is to come.
 */
export function describeSchedule(schedule: Timed, next: Date | null): string {
  const { startsAt, endsAt, recurrence, timeZone } = schedule;
  if (recurrence === null) return `Once, for ${describeDuration(endsAt.getTime() - startsAt.getTime())}`;
  const length = wallMs(endsAt, timeZone) - wallMs(startsAt, timeZone);
  const clock = `${clockOf(startsAt, timeZone)} to ${clockOf(endsAt, timeZone)}`;
  const hours = length >= WALL_DAY_MS ? `${clockOf(startsAt, timeZone)} for ${describeDuration(length)}` : clock;
  const parsed = parseRecurrence(recurrence);
  const { day, month } = wallTime(startsAt, timeZone);
  const first = { weekday: weekday(startsAt, timeZone), day, month };
  const words = parsed.kind === "rule" ? describeRecurrence(parsed.rule, first) : null;
  if (parsed.kind === "rule" && words !== null) return `${words} ${hours} ${timeZone}${endOf(parsed.rule)}`;
  return `custom: ${recurrence}, ${hours} ${timeZone}${datesFrom(schedule, next)}`;
}

/** What a silence is about: `brand = aurora and provider = nordpay, up to critical`. */
export function describeScope({ matchers, maxSeverity }: Pick<Silence, "matchers" | "maxSeverity">): string {
  return `${listOf(matchers.map(describeMatcher))}, up to ${maxSeverity}`;
}

function endOf({ count, until, isForEver }: Recurrence): string {
  if (count !== null) return count === 1 ? ", once" : `, ${count} times`;
  if (isForEver) return ", for ever";
  return until === null ? "" : `, until ${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
}

/** `; next on 2026-11-30, 2026-12-31, …`. */
function datesFrom({ startsAt, recurrence, timeZone }: Timed, next: Date | null): string {
  if (next === null) return "";
  const rule = inClockTime(recurrence ?? "", timeZone);
  const first = wallMs(startsAt, timeZone);
  const dates: string[] = [];
  for (let wall: number | null = wallMs(next, timeZone); wall !== null && dates.length < DATES; ) {
    const begins = nextBeginning(rule, first, wall);
    if (begins === null) break;
    dates.push(new Date(begins).toISOString().slice(0, 10));
    wall = begins + 1_000;
  }
  return dates.length === 0 ? "" : `; next on ${dates.join(", ")}`;
}

function clockOf(at: Date, zone: string): string {
  const { hour, minute } = wallTime(at, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
