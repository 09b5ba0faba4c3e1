import { type SQL, sql } from "drizzle-orm";
import { addMs, type Interval } from "@/lib/kernel/time";
import { localDate, startOfDay } from "@/lib/kernel/zone";

const createdAt = sql`created_at`;

/** `[from, to)` on a column of instants, `created_at` unless another is named. */
export function within({ from, to }: Interval, column: SQL = createdAt): SQL {
  return sql`${column} >= ${from.toISOString()}::timestamptz and ${column} < ${to.toISOString()}::timestamptz`;
}

/** The two calendar days an hour's window may touch, and what tells their rows apart. */
export interface DaySplit {
  /** Whether a row is of the later day: two groups, where a day computed by row would make the planner sort. */
  isLaterDay: SQL;
  /** The calendar day of a row, `2026-11-20`. */
  dayOf(isLaterDay: boolean): string;
}

/** Splits a window of at most a day at the midnight in it, if there is one, of the zone amounts are converted by. */
export function splitByDay({ from, to }: Interval, zone: string): DaySplit {
  const last = addMs(to, -1);
  const midnight = startOfDay(last, zone);
  return {
    isLaterDay: sql`(created_at >= ${midnight.toISOString()}::timestamptz)`,
    dayOf: (isLaterDay) => localDate(isLaterDay ? last : from, zone),
  };
}
