import "server-only";
import type { AsOf } from "@/lib/kernel/as-of";
import type { MetricName } from "@/lib/metrics/catalogue";
import { downsample } from "@/lib/metrics/downsample";
import type { Context } from "@/lib/server/context";
import { metricTimeseries } from "./timeseries";

/** As many as a tile is wide enough to show. */
const SPARK_POINTS = 60;

interface SparksAsked<Name extends MetricName> extends AsOf {
  metrics: readonly Name[];
  /** How far back the line goes. */
  minutes: number;
}

/** A short line of values for each metric, oldest first, for tiles. Empty where a metric has no samples. */
export async function metricSparks<Name extends MetricName>(
  ctx: Context,
  { metrics, minutes, ...asOf }: SparksAsked<Name>,
): Promise<ReadonlyMap<Name, number[]>> {
  const sparks = new Map<Name, number[]>();
  for (const metric of metrics) {
    const { points } = await metricTimeseries(ctx, { ...asOf, metric, minutes });
    const line = points.map(({ timestamp, value }) => ({ at: Date.parse(timestamp), value }));
    sparks.set(
      metric,
      downsample(line, SPARK_POINTS).map(({ value }) => value),
    );
  }
  return sparks;
}
