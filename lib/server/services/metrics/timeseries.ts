import "server-only";
import { z } from "zod";
import { listPoints } from "@/db/queries/metrics";
import { AsOf } from "@/lib/kernel/as-of";
import { MINUTE_MS, windowBefore } from "@/lib/kernel/time";
import { downsample } from "@/lib/metrics/downsample";
import type { Context } from "@/lib/server/context";
import { seriesOf } from "@/lib/server/series-of";

/** More would not be seen: a chart is narrower. */
export const MAX_POINTS = 1_000;
const MINUTES = "expected whole minutes from 1 to 1440, such as 60";

export const TimeseriesQuery = AsOf.extend({
  metric: z.string("expected a metric's name, such as transaction_error_rate").min(1).max(100),
  minutes: z.coerce.number(MINUTES).int(MINUTES).min(1, MINUTES).max(1440, MINUTES).default(60),
});
export type TimeseriesQuery = z.infer<typeof TimeseriesQuery>;

export interface Timeseries {
  metric: string;
  unit: string | null;
  minutes: number;
  points: { timestamp: string; value: number }[];
}

/** The samples of the last minutes before `at`, thinned to what a chart can show with its peaks kept. */
export async function metricTimeseries(
  ctx: Context,
  { metric, minutes, brand, at }: TimeseriesQuery,
): Promise<Timeseries> {
  const { series, unit } = await seriesOf(ctx, { metric, brand });
  const window = windowBefore(at ?? ctx.now(), minutes * MINUTE_MS);
  const samples = series === null ? [] : await listPoints(ctx.db, series.id, window);
  const points = downsample(samples, MAX_POINTS);
  return {
    metric,
    unit,
    minutes,
    points: points.map((p) => ({ timestamp: new Date(p.at).toISOString(), value: p.value })),
  };
}
