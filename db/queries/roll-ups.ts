import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import type { Interval } from "@/lib/kernel/time";
import { readRows } from "./read-rows";

/** Minutes and hours are counted from here, whatever the session's time zone. */
const ORIGIN = sql`timestamptz '2000-01-01 00:00:00+00'`;

/** Most minutes are rolled ten times and change once: a row that stays the same is not written. */
const REPLACE_CHANGED = sql`on conflict (series_id, at) do update set
  count = excluded.count, sum = excluded.sum, min = excluded.min, max = excluded.max, last = excluded.last
  where (r.count, r.sum, r.min, r.max, r.last)
    is distinct from (excluded.count, excluded.sum, excluded.min, excluded.max, excluded.last)`;

/** Rolls the samples of `[from, to)` into minutes; what was rolled before is replaced. Both must begin a minute. */
export async function rollMinutes(db: Queryable, { from, to }: Interval): Promise<void> {
  await db.execute(sql`
    insert into metric_rollups_1m as r (series_id, at, count, sum, min, max, last)
    select series_id, date_bin('1 minute', at, ${ORIGIN}) as minute, count(*), sum(value), min(value), max(value),
      (array_agg(value order by at desc))[1]
    from metric_samples
    where at >= ${from.toISOString()}::timestamptz and at < ${to.toISOString()}::timestamptz
    group by series_id, minute order by series_id, minute
    ${REPLACE_CHANGED}`);
}

/**
 * Rolls the minutes of `[from, to)` into hours; what was rolled before is replaced. Both must begin an hour. One range of
 * the primary key a series: there is no other index on the minutes that the embedded database keeps up to date.
 */
export async function rollHours(db: Queryable, { from, to }: Interval): Promise<void> {
  await db.execute(sql`
    insert into metric_rollups_1h as r (series_id, at, count, sum, min, max, last)
    select s.id, h.* from metric_series s
    cross join lateral (
      select date_bin('1 hour', m.at, ${ORIGIN}) as hour, sum(m.count), sum(m.sum), min(m.min), max(m.max),
        (array_agg(m.last order by m.at desc))[1]
      from metric_rollups_1m m
      where m.series_id = s.id and m.at >= ${from.toISOString()}::timestamptz and m.at < ${to.toISOString()}::timestamptz
      group by hour
    ) h
    order by s.id, h.hour
    ${REPLACE_CHANGED}`);
}

const Instant = z.object({ at: z.number().nullable() });

/** The newest minute rolled of any series: one index probe a series. */
export async function newestRolledMinute(db: Queryable): Promise<Date | null> {
  const [row] = await readRows(
    db,
    Instant,
    sql`select (extract(epoch from max(newest.at)) * 1000)::float8 as at from metric_series s
      cross join lateral (
        select r.at from metric_rollups_1m r where r.series_id = s.id order by r.at desc limit 1
      ) newest`,
  );
  return dateOf(row?.at);
}

/** The first sample at or after an instant; null where there is none. */
export async function firstSampleFrom(db: Queryable, from: Date): Promise<Date | null> {
  const [row] = await readRows(
    db,
    Instant,
    sql`select (extract(epoch from min(at)) * 1000)::float8 as at from metric_samples where at >= ${from.toISOString()}::timestamptz`,
  );
  return dateOf(row?.at);
}

function dateOf(ms: number | null | undefined): Date | null {
  return ms === null || ms === undefined ? null : new Date(ms);
}
