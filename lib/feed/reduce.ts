import { z } from "zod";
import { ACTIVE_STATUSES, AlertStatus } from "@/lib/alerts/schema";
import { Severity, severityRank } from "@/lib/kernel/severity";
import { MINUTE_MS } from "@/lib/kernel/time";

/** What a collection tells: `metrics/collected`. */
export const CollectedMetrics = z.object({ at: z.string(), metrics: z.record(z.string(), z.number().nullable()) });
export type CollectedMetrics = z.infer<typeof CollectedMetrics>;

/** Metric → number, null without data. */
export type MetricValues = Record<string, number | null>;

/** What ordering and replacing an alert needs of it; the rest of its JSON passes through. */
export const FeedAlert = z.looseObject({
  id: z.number().int(),
  severity: Severity,
  status: AlertStatus,
  triggered_at: z.string(),
  version: z.number().int(),
});
export type FeedAlert = Pick<z.infer<typeof FeedAlert>, "id" | "severity" | "status" | "triggered_at" | "version">;

export interface Point {
  timestamp: string;
  value: number;
}

/** A collection replaces what it measured and keeps the rest. */
export function reduceMetrics(before: MetricValues, { metrics }: CollectedMetrics): MetricValues {
  return { ...before, ...metrics };
}

/** A chart gets a point at its end, unless it has a newer one, and loses those before its window of `minutes`. */
export function reducePoints(
  points: readonly Point[],
  { at, value, minutes }: { at: string; value: number | null | undefined; minutes: number },
): Point[] {
  const end = new Date(at).getTime();
  const last = points.at(-1);
  const isNew = last === undefined || new Date(last.timestamp).getTime() < end;
  const grown = isNew && value !== null && value !== undefined ? [...points, { timestamp: at, value }] : points;
  return grown.filter(({ timestamp }) => new Date(timestamp).getTime() >= end - minutes * MINUTE_MS);
}

/** Open alerts after one moved: gravest first, then newest; an older or equal version changes nothing. */
export function reduceAlerts<Known extends FeedAlert>(open: readonly Known[], alert: Known): Known[] {
  const known = open.find(({ id }) => id === alert.id);
  if (known !== undefined && known.version >= alert.version) return [...open];
  const others = open.filter(({ id }) => id !== alert.id);
  if (!ACTIVE_STATUSES.some((status) => status === alert.status)) return others;
  return [...others, alert].sort(byGravity);
}

function byGravity(a: FeedAlert, b: FeedAlert): number {
  const rank = severityRank(b.severity) - severityRank(a.severity);
  if (rank !== 0) return rank;
  return a.triggered_at < b.triggered_at ? 1 : a.triggered_at > b.triggered_at ? -1 : b.id - a.id;
}
