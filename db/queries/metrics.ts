import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { fingerprint, Labels } from "@/lib/kernel/labels";
import type { Interval } from "@/lib/kernel/time";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Sample, Series } from "@/lib/metrics/schema";
import { readRows } from "./read-rows";

const SeriesKey = z.object({ id: z.number(), metric: z.string(), fingerprint: z.string() });

/** Names a series before the database has numbered it. */
export function seriesKey({ metric, labels }: Pick<Series, "metric" | "labels">): string {
  return `${metric} ${fingerprint(labels)}`;
}

/**
 * Moves the newest value beside each series, never back in time, and numbers series not yet known.
 * @param newest one sample a series. @returns series key → id.
 */
export async function moveNewest(db: Queryable, newest: readonly Sample[]): Promise<Map<string, number>> {
  const known = await readRows(db, SeriesKey, updateNewest(newest));
  const ids = new Map(known.map((row) => [`${row.metric} ${row.fingerprint}`, row.id]));
  const unknown = newest.filter((sample) => !ids.has(seriesKey(sample)));
  if (unknown.length === 0) return ids;
  for (const row of await readRows(db, SeriesKey, insertSeries(unknown)))
    ids.set(`${row.metric} ${row.fingerprint}`, row.id);
  return ids;
}

/** Rows are locked in order of id, so that two batches at once never wait for each other in a circle. */
function updateNewest(newest: readonly Sample[]) {
  return sql`
    with given as (select * from ${unnestSamples(newest)}),
    locked as (
      select s.id, g.at, g.value from metric_series s
      join given g on g.metric = s.metric and g.fingerprint = s.fingerprint
      order by s.id for update of s
    )
    update metric_series s set
      newest_at = greatest(s.newest_at, l.at),
      newest_value = case when s.newest_at is null or l.at >= s.newest_at then l.value else s.newest_value end
    from locked l where s.id = l.id
    returning s.id, s.metric, s.fingerprint`;
}

/** Another instance may number the same series at once: then it is moved as a known one is. */
function insertSeries(samples: readonly Sample[]) {
  const labels = samples.map((sample) => fingerprint(sample.labels));
  const definitions = samples.map(({ metric }) => definitionOf(metric));
  return sql`
    insert into metric_series as s (metric, fingerprint, labels, service_name, unit, newest_at, newest_value)
    select g.metric, g.fingerprint, g.fingerprint::jsonb, d.service, d.unit, g.at, g.value
    from ${unnestSamples(samples)}
    join unnest(${sql.param(samples.map(({ metric }) => metric))}::text[], ${sql.param(labels)}::text[],
      ${sql.param(definitions.map((definition) => definition?.service ?? null))}::text[],
      ${sql.param(definitions.map((definition) => definition?.unit ?? null))}::text[]
    ) as d (metric, fingerprint, service, unit) on d.metric = g.metric and d.fingerprint = g.fingerprint
    order by g.metric, g.fingerprint
    on conflict (metric, fingerprint) do update set
      newest_at = greatest(s.newest_at, excluded.newest_at),
      newest_value = case when s.newest_at is null or excluded.newest_at >= s.newest_at
        then excluded.newest_value else s.newest_value end
    returning s.id, s.metric, s.fingerprint`;
}

function unnestSamples(samples: readonly Sample[]) {
  return sql`unnest(${sql.param(samples.map(({ metric }) => metric))}::text[],
    ${sql.param(samples.map(({ labels }) => fingerprint(labels)))}::text[],
    ${sql.param(samples.map(({ at }) => at.toISOString()))}::timestamptz[],
    ${sql.param(samples.map(({ value }) => value))}::float8[]) as g (metric, fingerprint, at, value)`;
}

/** Keeps samples; the same series and instant again replaces the value. No two may share both. */
export async function insertSamples(
  db: Queryable,
  samples: readonly { seriesId: number; at: Date; value: number }[],
): Promise<void> {
  await db.execute(sql`
    insert into metric_samples (series_id, at, value)
    select * from unnest(${sql.param(samples.map(({ seriesId }) => seriesId))}::int[],
      ${sql.param(samples.map(({ at }) => at.toISOString()))}::timestamptz[],
      ${sql.param(samples.map(({ value }) => value))}::float8[])
    on conflict (series_id, at) do update set value = excluded.value`);
}

const NewestRow = z.object({ metric: z.string(), at: z.number(), value: z.number() });

/** The newest sample of each series of the whole platform (`{}`): metric, milliseconds since the epoch, value. */
export function listNewest(db: Queryable): Promise<z.infer<typeof NewestRow>[]> {
  return readRows(
    db,
    NewestRow,
    sql`select metric, (extract(epoch from newest_at) * 1000)::float8 as at, newest_value as value
      from metric_series where fingerprint = '{}' and newest_at is not null`,
  );
}

const SeriesRow = z.object({ id: z.number(), metric: z.string(), labels: Labels });

/** The series of a metric with exactly these labels; null where nothing was ever recorded. */
export async function findSeries(db: Queryable, metric: string, labels: Labels): Promise<Series | null> {
  const rows = await readRows(
    db,
    SeriesRow,
    sql`select id, metric, labels from metric_series where metric = ${metric} and fingerprint = ${fingerprint(labels)}`,
  );
  return rows[0] ?? null;
}

const PointRow = z.object({ at: z.number(), value: z.number() });

/** Samples of one series in `[from, to)`, in order of time. */
export function listPoints(
  db: Queryable,
  seriesId: number,
  { from, to }: Interval,
): Promise<z.infer<typeof PointRow>[]> {
  return readRows(
    db,
    PointRow,
    sql`select (extract(epoch from at) * 1000)::float8 as at, value from metric_samples
      where series_id = ${seriesId} and at >= ${from.toISOString()}::timestamptz and at < ${to.toISOString()}::timestamptz
      order by metric_samples.at`,
  );
}

const RollupRow = z.object({ at: z.number(), value: z.number(), min: z.number(), max: z.number() });

/** Rollups of one series that begin in `[from, to)`: the mean as value, with the extremes. */
export function listRollups(
  db: Queryable,
  { seriesId, step }: { seriesId: number; step: "1m" | "1h" },
  { from, to }: Interval,
): Promise<z.infer<typeof RollupRow>[]> {
  const table = step === "1m" ? sql`metric_rollups_1m` : sql`metric_rollups_1h`;
  return readRows(
    db,
    RollupRow,
    sql`select (extract(epoch from at) * 1000)::float8 as at, sum / count as value, min, max from ${table} r
      where series_id = ${seriesId} and at >= ${from.toISOString()}::timestamptz and at < ${to.toISOString()}::timestamptz
      order by r.at`,
  );
}
