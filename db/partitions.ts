import { sql } from "drizzle-orm";
import { DAY_MS, type Interval } from "@/lib/kernel/time";
import type { Queryable } from "./client";

/** How far ahead partitions are made, so that no insert at midnight has to. */
export const PARTITIONS_AHEAD_MS = 3 * DAY_MS;

/** Makes the day partitions of `metric_samples` that an interval touches; those there already stay as they are. */
export async function ensureSamplePartitions(db: Queryable, { from, to }: Interval): Promise<void> {
  for (const day of daysOf({ from, to })) {
    const next = new Date(day.getTime() + DAY_MS);
    await create(db, { table: "metric_samples", suffix: compact(day).slice(0, 8), from: day, to: next });
  }
}

/** Makes the month partitions of `notifications` that an interval touches. */
export async function ensureNotificationPartitions(db: Queryable, { from, to }: Interval): Promise<void> {
  let month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1));
  while (month <= to) {
    const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
    await create(db, { table: "notifications", suffix: compact(month).slice(0, 6), from: month, to: next });
    month = next;
  }
}

function daysOf({ from, to }: Interval): Date[] {
  const days: Date[] = [];
  for (let at = Math.floor(from.getTime() / DAY_MS) * DAY_MS; at <= to.getTime(); at += DAY_MS) days.push(new Date(at));
  return days;
}

interface Partition extends Interval {
  table: "metric_samples" | "notifications";
  suffix: string;
}

/** Any number: two that make one partition at once wait for each other, since `if not exists` alone lets both try. */
const PARTITION_LOCK = 7_238_116;

/** Names and bounds come from dates only, so `sql.raw` holds nothing a caller wrote. */
async function create(db: Queryable, { table, suffix, from, to }: Partition): Promise<void> {
  const bounds = `from ('${from.toISOString()}') to ('${to.toISOString()}')`;
  await db.execute(
    sql.raw(`do $$ begin
      perform pg_advisory_xact_lock(${PARTITION_LOCK});
      create table if not exists ${table}_${suffix} partition of ${table} for values ${bounds};
    end $$`),
  );
}

function compact(at: Date): string {
  return at.toISOString().replaceAll("-", "");
}
