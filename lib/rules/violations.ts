import { z } from "zod";
import type { Severity } from "@/lib/kernel/severity";
import { isBreached } from "./conditions";
import { DEFAULT_RULES } from "./defaults";
import type { Operator } from "./schema";

/** The metrics that requirement H2 holds against a threshold. */
export const THRESHOLD_METRICS = [
  "transaction_error_rate",
  "payment_failure_rate",
  "fraud_critical_count",
  "api_latency_p99",
  "cache_hit_rate",
] as const;

/** What an admin changed at run time, one set for all, each in its metric's unit; an absent metric keeps its default. */
export const ThresholdOverrides = z.partialRecord(z.enum(THRESHOLD_METRICS), z.number());
export type ThresholdOverrides = z.infer<typeof ThresholdOverrides>;

export interface Threshold {
  metric: string;
  /** Breached when the value stands so to the threshold. */
  condition: Operator;
  threshold: number;
  severity: Severity;
}

/** Operator and severity are those of the metric's default rule, the number too unless an admin changed it. */
export function thresholdsWith(overrides: ThresholdOverrides): Threshold[] {
  return THRESHOLD_METRICS.flatMap((metric) => {
    const rule = DEFAULT_RULES.find((candidate) => candidate.metric === metric);
    if (rule === undefined) return [];
    const { operator: condition, threshold, severity } = rule;
    return [{ metric, condition, threshold: overrides[metric] ?? threshold, severity }];
  });
}

export interface Violation extends Threshold {
  value: number;
}

/** The thresholds that are breached now; a metric without data breaches none. */
export function violationsOf(
  values: Readonly<Record<string, number | null>>,
  thresholds: readonly Threshold[],
): Violation[] {
  return thresholds.flatMap(({ metric, condition, threshold, severity }) => {
    const value = values[metric] ?? null;
    if (value === null || !isBreached(condition, value, threshold)) return [];
    return [{ metric, value, threshold, condition, severity }];
  });
}
