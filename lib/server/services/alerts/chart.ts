import "server-only";
import { listBuckets, listByProvider } from "@/db/queries/buckets";
import type { Alert } from "@/lib/alerts/schema";
import { addMs, floorTo, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";

const BEFORE_MS = 50 * MINUTE_MS;
const AFTER_MS = 20 * MINUTE_MS;
/** A long alert is shown by its beginning and its newest hours at coarser steps, never by more points than this. */
const MAX_STEPS = 240;

/** What was measured around an alert, by minute or coarser: the breaching series first, then each provider's. */
export interface AlertChart {
  /** Epoch milliseconds. */
  times: number[];
  lines: { name: string; values: (number | null)[] }[];
}

/** Give an alert found with the caller's scope: this looks no further than its own metric and labels. */
export async function alertChart(ctx: Context, alert: Alert): Promise<AlertChart> {
  const ended = alert.resolvedAt === null ? ctx.now() : addMs(alert.resolvedAt, AFTER_MS);
  const now = ctx.now();
  const to = addMs(floorTo(ended < now ? ended : now, MINUTE_MS), MINUTE_MS);
  const first = addMs(alert.triggeredAt, -BEFORE_MS);
  const stepMs = stepFor(to.getTime() - first.getTime());
  const from = floorTo(first, stepMs);
  const related = await listByProvider(ctx.db, { metric: alert.metric, labels: alert.labels });
  const buckets = await listBuckets(ctx.db, { seriesIds: related.map(({ id }) => id), stepMs, window: { from, to } });
  const count = Math.ceil((to.getTime() - from.getTime()) / stepMs);
  const times = Array.from({ length: count }, (_, index) => from.getTime() + index * stepMs);
  return {
    times,
    lines: related.map(({ id, labels }) => {
      const own = new Map(buckets.flatMap((bucket) => (bucket.seriesId === id ? [[bucket.at, bucket.mean]] : [])));
      return { name: labels.provider ?? "all", values: times.map((at) => own.get(at) ?? null) };
    }),
  };
}

/** The finest of these that keeps the chart under its most steps. */
function stepFor(spanMs: number): number {
  const steps = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS];
  return steps.find((step) => spanMs / step <= MAX_STEPS) ?? 24 * HOUR_MS;
}
