import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "./read-rows";

const InstantRow = z.object({ series: z.number(), at: z.number() });

/** Instants are milliseconds since the epoch; `[from, to)`. */
interface Span {
  from: number;
  to: number;
}

/** The first sample of each series in a span; a series without one is left out. */
export function listFirst(db: Queryable, series: readonly number[], span: Span): Promise<z.infer<typeof InstantRow>[]> {
  return readRows(
    db,
    InstantRow,
    sql`select s.id as series, (extract(epoch from first.at) * 1000)::float8 as at
      from unnest(${sql.param([...series])}::int[]) as s(id)
      cross join lateral (
        select at from metric_samples m where m.series_id = s.id and ${within(span)} order by m.at limit 1
      ) first`,
  );
}

/** The newest sample of each series before an instant, up to `sinceMs` back; a series without one is left out. */
export function listNewestBefore(
  db: Queryable,
  series: readonly number[],
  span: Span,
): Promise<z.infer<typeof InstantRow>[]> {
  return readRows(
    db,
    InstantRow,
    sql`select s.id as series, (extract(epoch from newest.at) * 1000)::float8 as at
      from unnest(${sql.param([...series])}::int[]) as s(id)
      cross join lateral (
        select at from metric_samples m where m.series_id = s.id and ${within(span)} order by m.at desc limit 1
      ) newest`,
  );
}

/** The first few instants of each series in a span, oldest first: how dense it is. */
export function listBeginnings(
  db: Queryable,
  series: readonly number[],
  { limit, ...span }: Span & { limit: number },
): Promise<z.infer<typeof InstantRow>[]> {
  return readRows(
    db,
    InstantRow,
    sql`select s.id as series, (extract(epoch from first.at) * 1000)::float8 as at
      from unnest(${sql.param([...series])}::int[]) as s(id)
      cross join lateral (
        select at from metric_samples m where m.series_id = s.id and ${within(span)} order by m.at limit ${limit}
      ) first order by 1, 2`,
  );
}

const SeriesPoints = z.object({ series: z.number(), ats: z.array(z.number()), values: z.array(z.number()) });

/** One series' samples, oldest first. */
export interface Points {
  at: number;
  value: number;
}

/** All samples of some series in a span, by series, oldest first: one row a series, so that a chunk is read at once. */
export async function listSamplesOf(
  db: Queryable,
  series: readonly number[],
  span: Span,
): Promise<Map<number, Points[]>> {
  const rows = await readRows(
    db,
    SeriesPoints,
    sql`select m.series_id as series,
        array_agg((extract(epoch from m.at) * 1000)::float8 order by m.at) as ats, array_agg(m.value order by m.at) as values
      from metric_samples m where m.series_id = any(${sql.param([...series])}::int[]) and ${within(span)}
      group by m.series_id`,
  );
  return new Map(
    rows.map(({ series: id, ats, values }) => [
      id,
      ats.flatMap((at, index) => {
        const value = values[index];
        return value === undefined ? [] : [{ at, value }];
      }),
    ]),
  );
}

function within({ from, to }: Span) {
  return sql`m.at >= ${new Date(from).toISOString()}::timestamptz and m.at < ${new Date(to).toISOString()}::timestamptz`;
}
