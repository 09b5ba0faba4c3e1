import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { Labels } from "@/lib/kernel/labels";
import { readRows } from "./read-rows";

const SeriesRow = z.object({
  id: z.number(),
  metric: z.string(),
  labels: Labels,
  /** Milliseconds since the epoch; null for a series without a sample. */
  newestAt: z.number().nullable(),
});

/** Every series of these metrics, with the instant of its newest sample: what rules choose theirs from. */
export function listSeriesOf(db: Queryable, metrics: readonly string[]): Promise<z.infer<typeof SeriesRow>[]> {
  if (metrics.length === 0) return Promise.resolve([]);
  return readRows(
    db,
    SeriesRow,
    sql`select id, metric, labels, (extract(epoch from newest_at) * 1000)::float8 as "newestAt"
      from metric_series where metric = any(${sql.param([...metrics])}::text[]) order by id`,
  );
}

const PointRow = z.object({ series: z.number(), at: z.number(), value: z.number() });

/** What is wanted of one series: samples in `(after, until]`, instants in milliseconds since the epoch. */
export interface Wanted {
  series: number;
  after: number;
  until: number;
}

/** Samples of several series, each in its own span, oldest first by series; a sample in two spans comes once. */
export async function listSpans(
  db: Queryable,
  wanted: readonly Wanted[],
): Promise<Map<number, { at: number; value: number }[]>> {
  const found = new Map<number, { at: number; value: number }[]>();
  if (wanted.length === 0) return found;
  const instants = (pick: (one: Wanted) => number) => sql.param(wanted.map((one) => new Date(pick(one)).toISOString()));
  const rows = await readRows(
    db,
    PointRow,
    sql`select distinct s.series_id as series, (extract(epoch from s.at) * 1000)::float8 as at, s.value
      from unnest(${sql.param(wanted.map(({ series }) => series))}::int[], ${instants(({ after }) => after)}::timestamptz[],
        ${instants(({ until }) => until)}::timestamptz[]) as w(series, after, until)
      join metric_samples s on s.series_id = w.series and s.at > w.after and s.at <= w.until
      order by 1, 2`,
  );
  for (const { series, at, value } of rows) {
    const known = found.get(series);
    if (known === undefined) found.set(series, [{ at, value }]);
    else known.push({ at, value });
  }
  return found;
}
