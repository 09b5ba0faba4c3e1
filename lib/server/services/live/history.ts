import "server-only";
import { type Bucket, listBuckets } from "@/db/queries/buckets";
import { TAPE_STEP_MS, tapeOf, tapeStart } from "@/lib/dashboards/tape";
import { CHART_METRIC, LIVE_METRICS, type LiveStatus } from "@/lib/feed/live";
import { addMs, floorTo, HOUR_MS, type Interval, MINUTE_MS } from "@/lib/kernel/time";
import { sameTimeBefore } from "@/lib/kernel/zone";
import { THRESHOLD_METRICS, type Threshold } from "@/lib/rules/violations";
import type { Context } from "@/lib/server/context";
import { reporting } from "@/lib/server/reporting";

const CHART_MS = 3 * HOUR_MS;

interface HistoryInput {
  /** Metric → number of its series. */
  seriesIds: ReadonlyMap<string, number>;
  thresholds: readonly Threshold[];
}

interface LiveHistory {
  tape: LiveStatus["tape"];
  chart: LiveStatus["chart"];
  /** The hour of a metric by minute, the same hour a week ago, and the newest known minute. */
  of: (metric: string) => {
    points: (number | null)[];
    ghost: (number | null)[];
    last: { at: number; value: number } | null;
  };
}

/** The past that the live page is read against: one query for the day, two for the hours, two for the chart. */
export async function readHistory(ctx: Context, { seriesIds, thresholds }: HistoryInput): Promise<LiveHistory> {
  const now = ctx.now();
  const end = addMs(floorTo(now, MINUTE_MS), MINUTE_MS);
  const idsOf = (metrics: readonly string[]) => metrics.flatMap((metric) => seriesIds.get(metric) ?? []);
  const byMinute = (metrics: readonly string[], window: Interval) =>
    listBuckets(ctx.db, { seriesIds: idsOf(metrics), stepMs: MINUTE_MS, window });
  const hour = { from: addMs(end, -HOUR_MS), to: end };
  const span = { from: addMs(end, -CHART_MS), to: end };
  const day = { from: tapeStart(now), to: end };
  const present = await byMinute(LIVE_METRICS, hour);
  const past = await byMinute(LIVE_METRICS, weekBefore(hour));
  const chart = await byMinute([CHART_METRIC], span);
  const chartPast = await byMinute([CHART_METRIC], weekBefore(span));
  const cells = await listBuckets(ctx.db, {
    seriesIds: idsOf(THRESHOLD_METRICS),
    stepMs: TAPE_STEP_MS,
    window: day,
  });
  const metricOf = new Map([...seriesIds].map(([metric, id]) => [id, metric]));
  const samples = cells.map((cell) => ({ ...cell, metric: metricOf.get(cell.seriesId) ?? "" }));
  return {
    tape: tapeOf(samples, thresholds, now),
    chart: {
      times: minutes(span),
      values: aligned(chart, span),
      ghost: aligned(chartPast, weekBefore(span)),
    },
    of: (metric) => {
      const id = seriesIds.get(metric);
      const own = present.filter((bucket) => bucket.seriesId === id);
      const last = own.at(-1);
      return {
        points: aligned(own, hour),
        ghost: aligned(
          past.filter((bucket) => bucket.seriesId === id),
          weekBefore(hour),
        ),
        last: last === undefined ? null : { at: last.at, value: last.mean },
      };
    },
  };
}

/** As long, from the same time of the house's clock a week before: players keep to the clock, also when it was changed. */
function weekBefore({ from, to }: Interval): Interval {
  const start = sameTimeBefore(from, reporting().zone, 7);
  return { from: start, to: addMs(start, to.getTime() - from.getTime()) };
}

function minutes({ from, to }: Interval): number[] {
  const count = Math.round((to.getTime() - from.getTime()) / MINUTE_MS);
  return Array.from({ length: count }, (_, index) => from.getTime() + index * MINUTE_MS);
}

/** One value a minute; a minute without samples is a gap. */
function aligned(buckets: readonly Bucket[], window: Interval): (number | null)[] {
  const byMinute = new Map(buckets.map(({ at, mean }) => [at, mean]));
  return minutes(window).map((at) => byMinute.get(at) ?? null);
}
