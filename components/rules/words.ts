import type { Severity } from "@/lib/kernel/severity";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Aggregate, ConditionKind, Operator, RuleMode } from "@/lib/rules/schema";
import type { RuleForm } from "./rule-form";

export const KIND_WORDS: Record<ConditionKind, string> = {
  threshold: "threshold",
  change: "change",
  absent: "silence",
  anomaly: "anomaly",
  burn_rate: "burn rate",
};

/** What each kind looks at, for the choice between them. */
export const KIND_CHOICES: Record<ConditionKind, string> = {
  threshold: "The value itself, or a window of it",
  change: "The change against an earlier period",
  absent: "How long nothing has come",
  anomaly: "How unusual the value is",
  burn_rate: "How fast an error budget is used up",
};

export const MODE_WORDS: Record<RuleMode, string> = { live: "live", shadow: "shadow", draft: "draft" };

export const OPERATOR_CHOICES: Record<Operator, string> = {
  ">": "above",
  ">=": "at or above",
  "<": "below",
  "<=": "at or below",
  "==": "equal to",
  "!=": "different from",
};

export const AGGREGATE_CHOICES: Record<Aggregate, string> = {
  last: "newest value",
  avg: "average",
  min: "minimum",
  max: "maximum",
  sum: "sum",
  p50: "median",
  p90: "90th percentile",
  p95: "95th percentile",
  p99: "99th percentile",
};

export const SEVERITY_WORDS: Record<Severity, string> = {
  info: "Info",
  warning: "Warning",
  critical: "Critical",
  emergency: "Emergency",
};

/** The unit a threshold of the form is in: the metric's, or that of what the condition makes of it. Empty for a count. */
export function unitOf({ kind, measure, metric }: Pick<RuleForm, "kind" | "measure" | "metric">): string {
  if (kind === "absent") return "s";
  if (kind === "anomaly") return "";
  if (kind === "burn_rate") return "times";
  if (kind === "change" && measure === "percent") return "%";
  const unit = definitionOf(metric)?.unit;
  return unit === "percentage" ? "%" : unit === "milliseconds" ? "ms" : unit === "seconds" ? "s" : "";
}

/** "Above" over the column of thresholds. */
export function thresholdHead(operator: Operator): string {
  const word = OPERATOR_CHOICES[operator];
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
