import "server-only";
import { z } from "zod";
import { listRollups } from "@/db/queries/metrics";
import { AsOf } from "@/lib/kernel/as-of";
import { DAY_MS, HOUR_MS, windowBefore } from "@/lib/kernel/time";
import { downsample } from "@/lib/metrics/downsample";
import type { Context } from "@/lib/server/context";
import { seriesOf } from "@/lib/server/series-of";
import { MAX_POINTS } from "./timeseries";

/** A long period is read from hours, so that 90 days cost what an hour does (requirement K6). */
const PERIODS = {
  "1h": { ms: HOUR_MS, step: "1m" },
  "24h": { ms: DAY_MS, step: "1m" },
  "7d": { ms: 7 * DAY_MS, step: "1h" },
  "30d": { ms: 30 * DAY_MS, step: "1h" },
  "90d": { ms: 90 * DAY_MS, step: "1h" },
} as const;

export const HistoryQuery = AsOf.extend({
  metric: z.string("expected a metric's name, such as transaction_error_rate").min(1).max(100),
  period: z.enum(["1h", "24h", "7d", "30d", "90d"], "expected 1h, 24h, 7d, 30d or 90d, such as 24h").default("24h"),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export interface MetricHistory {
  metric: string;
  unit: string | null;
  period: string;
  /** `value` is the mean of the minute or hour that begins at `timestamp`. */
  points: { timestamp: string; value: number; min: number; max: number }[];
}

/** A metric over a period before `at`, by minute up to a day and by hour beyond. */
export async function metricHistory(ctx: Context, { metric, period, brand, at }: HistoryQuery): Promise<MetricHistory> {
  const { series, unit } = await seriesOf(ctx, { metric, brand });
  const { ms, step } = PERIODS[period];
  const window = windowBefore(at ?? ctx.now(), ms);
  const rollups = series === null ? [] : await listRollups(ctx.db, { seriesId: series.id, step }, window);
  const points = downsample(rollups, MAX_POINTS).map(({ at: start, value, min, max }) => {
    return { timestamp: new Date(start).toISOString(), value, min, max };
  });
  return { metric, unit, period, points };
}
