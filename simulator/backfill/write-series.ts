import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { ensureSamplePartitions } from "@/db/partitions";
import { moveNewest, seriesKey } from "@/db/queries/metrics";
import { addMs, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { HistorySeries } from "./series";

/** Each gives two rows: the sample, and the rollup of its minute. */
const SAMPLES_A_STATEMENT = 2_400;
/** Statements under way at once: one is made here while the database works on another. */
const AT_ONCE = 2;

export interface History {
  series: readonly HistorySeries[];
  /** When tick 0 was. */
  fromMs: number;
  /** Ticks kept: `[first, last]`; those from `denseFrom` on more closely. */
  first: number;
  last: number;
  denseFrom: number;
}

/** How far apart kept ticks are, in minutes: a chart of up to a day reads minutes, a longer one hours. */
const STEPS = { whole: { dense: 1, thin: 10 }, labelled: { dense: 10, thin: 60 } } as const;

/** Keeps the samples of all series, their newest values and their rollups. @returns how many samples. */
export async function writeSeries(db: Database, history: History): Promise<number> {
  const { series, fromMs, first, last } = history;
  const interval = { from: new Date(fromMs + first * MINUTE_MS), to: new Date(fromMs + last * MINUTE_MS) };
  await ensureSamplePartitions(db, interval);
  const known = await seriesIds(db, history);
  const batches = new Batches(db);
  for (let tick = first; tick <= last; tick += 1) {
    for (const [index, { labels, valueAt }] of series.entries()) {
      const seriesId = known[index];
      if (seriesId === undefined || !isKept(history, labels, tick)) continue;
      const value = valueAt(tick);
      if (value !== null) batches.add({ seriesId, ms: fromMs + tick * MINUTE_MS, value });
    }
    await batches.writeFull();
  }
  await batches.finish();
  await rollUpHours(db, interval.from, interval.to);
  return batches.count;
}

/** The number of each series, in their order; undefined where it has no value now, and so none worth keeping. */
async function seriesIds(db: Database, { series, fromMs, last }: History): Promise<(number | undefined)[]> {
  const at = new Date(fromMs + last * MINUTE_MS);
  const newest = series.flatMap(({ metric, labels, valueAt }) => {
    const value = valueAt(last);
    return value === null ? [] : [{ metric, labels, at, value }];
  });
  const ids = await moveNewest(db, newest);
  return series.map((each) => ids.get(seriesKey(each)));
}

function isKept({ denseFrom, last }: History, labels: HistorySeries["labels"], tick: number): boolean {
  const steps = Object.keys(labels).length === 0 ? STEPS.whole : STEPS.labelled;
  return (last - tick) % (tick >= denseFrom ? steps.dense : steps.thin) === 0;
}

interface Point {
  seriesId: number;
  ms: number;
  value: number;
}

/** Gathers samples and writes them with the rollups of their minutes, which hold one sample each. */
class Batches {
  readonly #db: Database;
  readonly #underWay = new Set<Promise<unknown>>();
  #points: Point[] = [];
  count = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  add(point: Point): void {
    this.#points.push(point);
    this.count += 1;
  }

  async writeFull(): Promise<void> {
    while (this.#points.length >= SAMPLES_A_STATEMENT) await this.#write(this.#points.splice(0, SAMPLES_A_STATEMENT));
  }

  async finish(): Promise<void> {
    await this.writeFull();
    if (this.#points.length > 0) await this.#write(this.#points.splice(0));
    await Promise.all(this.#underWay);
  }

  async #write(points: readonly Point[]): Promise<void> {
    if (this.#underWay.size >= AT_ONCE) await Promise.race(this.#underWay);
    const writing = this.#db
      .execute(sql`
        with given as (
          select series_id, to_timestamp(ms / 1000.0) as at, value
          from unnest(${sql.param(points.map(({ seriesId }) => seriesId))}::int[],
            ${sql.param(points.map(({ ms }) => ms))}::float8[],
            ${sql.param(points.map(({ value }) => value))}::float8[]) as p(series_id, ms, value)
        ), kept as (
          insert into metric_samples (series_id, at, value) select series_id, at, value from given
          on conflict (series_id, at) do nothing
        )
        insert into metric_rollups_1m (series_id, at, count, sum, min, max, last)
        select series_id, at, 1, value, value, value, value from given
        on conflict (series_id, at) do nothing`)
      .finally(() => this.#underWay.delete(writing));
    this.#underWay.add(writing);
  }
}

const HOURS_A_STATEMENT = 12;

/** Rollups by the hour, half a day at a time so that no statement moves more rows than a transaction may. */
async function rollUpHours(db: Database, from: Date, to: Date): Promise<void> {
  const start = Math.floor(from.getTime() / HOUR_MS) * HOUR_MS;
  for (let ms = start; ms <= to.getTime(); ms += HOURS_A_STATEMENT * HOUR_MS) {
    const hour = new Date(ms);
    await db.execute(sql`
      insert into metric_rollups_1h (series_id, at, count, sum, min, max, last)
      select series_id, date_trunc('hour', at, 'UTC'), count(*), sum(value), min(value), max(value),
        (array_agg(value order by at desc))[1]
      from metric_samples
      where at >= ${hour.toISOString()}::timestamptz and at < ${addMs(hour, HOURS_A_STATEMENT * HOUR_MS).toISOString()}::timestamptz
      group by 1, 2
      on conflict (series_id, at) do nothing`);
  }
}
