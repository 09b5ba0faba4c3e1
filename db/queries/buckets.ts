import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { Labels } from "@/lib/kernel/labels";
import type { Interval } from "@/lib/kernel/time";
import { readRows } from "./read-rows";

const BucketRow = z.object({
  seriesId: z.number(),
  /** Start, milliseconds since the epoch. */
  at: z.number(),
  mean: z.number(),
  min: z.number(),
  max: z.number(),
});
export type Bucket = z.infer<typeof BucketRow>;

interface BucketQuery {
  seriesIds: readonly number[];
  /** A multiple of a minute. */
  stepMs: number;
  window: Interval;
}

/**
 * Series in equal steps, in order of time; a step without samples has no row. Minutes that are rolled up are read as such,
 * the newest from their samples, so that a chart is never behind.
 */
export function listBuckets(db: Queryable, { seriesIds, stepMs, window }: BucketQuery): Promise<Bucket[]> {
  if (seriesIds.length === 0) return Promise.resolve([]);
  const from = sql`${window.from.toISOString()}::timestamptz`;
  const to = sql`${window.to.toISOString()}::timestamptz`;
  return readRows(
    db,
    BucketRow,
    sql`
      with wanted as (
        select id, coalesce(
          (select max(r.at) + interval '1 minute' from metric_rollups_1m r where r.series_id = id and r.at >= ${from} and r.at < ${to}),
          ${from}) as raw_from
        from unnest(${sql.param([...seriesIds])}::int[]) as id
      ), parts as (
        select r.series_id, r.at, r.sum, r.count, r.min, r.max
        from wanted w join metric_rollups_1m r on r.series_id = w.id and r.at >= ${from} and r.at < ${to}
        union all
        select s.series_id, s.at, s.value, 1, s.value, s.value
        from wanted w join metric_samples s on s.series_id = w.id and s.at >= w.raw_from and s.at < ${to}
      )
      select series_id as "seriesId",
        (floor(extract(epoch from at) * 1000 / ${stepMs}::float8) * ${stepMs}::float8)::float8 as at,
        (sum(sum) / sum(count))::float8 as mean, min(min) as min, max(max) as max
      from parts group by 1, 2 order by 2`,
  );
}

const SeriesIdRow = z.object({ id: z.number(), metric: z.string() });

/** Numbers of the series of these metrics with exactly one set of labels, given by its fingerprint. */
export async function findSeriesIds(
  db: Queryable,
  { metrics, fingerprint }: { metrics: readonly string[]; fingerprint: string },
): Promise<Map<string, number>> {
  const rows = await readRows(
    db,
    SeriesIdRow,
    sql`select id, metric from metric_series
      where fingerprint = ${fingerprint} and metric = any(${sql.param([...metrics])}::text[])`,
  );
  return new Map(rows.map(({ metric, id }) => [metric, id]));
}

const RulesRow = z.object({ active: z.number(), evaluatedAt: z.coerce.date().nullable() });

/** How many rules are switched on, and when one was last evaluated: what "all is well" rests on. */
export async function readRuleActivity(db: Queryable): Promise<z.infer<typeof RulesRow>> {
  const [row] = await readRows(
    db,
    RulesRow,
    sql`select (select count(*) from alert_rules where is_active)::int as active,
      (select max(evaluated_at) from rule_states) as "evaluatedAt"`,
  );
  return row ?? { active: 0, evaluatedAt: null };
}

const RelatedRow = z.object({ id: z.number(), labels: Labels });
export type RelatedSeries = z.infer<typeof RelatedRow>;

/** A metric's series with these labels, and those that differ from it by naming a provider. The one itself comes first. */
export function listByProvider(
  db: Queryable,
  { metric, labels }: { metric: string; labels: Labels },
): Promise<RelatedSeries[]> {
  const wanted = sql`${JSON.stringify(labels)}::jsonb`;
  return readRows(
    db,
    RelatedRow,
    sql`select id, labels from metric_series
      where metric = ${metric} and (labels = ${wanted} or (labels ? 'provider' and labels - 'provider' = ${wanted}))
      order by labels <> ${wanted}, labels ->> 'provider'`,
  );
}
