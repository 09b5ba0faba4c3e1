import "server-only";
import type { HealthState } from "@/lib/health/schema";
import type { AsOf } from "@/lib/kernel/as-of";
import { isAtLeast } from "@/lib/kernel/severity";
import { METRIC_NAMES, METRICS } from "@/lib/metrics/catalogue";
import { violationsOf } from "@/lib/rules/violations";
import type { Context } from "@/lib/server/context";
import { readFigures } from "@/lib/server/figures";
import { presentThresholds } from "./thresholds";

export interface RealtimeMetric {
  metric: string;
  value: number | null;
  unit: string;
  status: HealthState;
  timestamp: string;
}

/** Every metric of the catalogue with its state: by its threshold's severity where one is breached, unknown without data. */
export async function realtimeMetrics(ctx: Context, asOf: AsOf): Promise<RealtimeMetric[]> {
  const { at, values } = await readFigures(ctx, asOf);
  const violations = violationsOf(values, await presentThresholds(ctx));
  const statusOf = (metric: string, value: number | null): HealthState => {
    if (value === null) return "unknown";
    const violation = violations.find((candidate) => candidate.metric === metric);
    if (violation === undefined) return "healthy";
    return isAtLeast(violation.severity, "critical") ? "critical" : "warning";
  };
  return METRIC_NAMES.map((metric) => {
    const value = values[metric];
    return { metric, value, unit: METRICS[metric].unit, status: statusOf(metric, value), timestamp: at.toISOString() };
  });
}
