import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { RuleBody } from "./body";
import { describe } from "./describe";
import { firstLevel } from "./levels";
import type { NewRule } from "./read-body";
import type { Condition, Level, Rule } from "./schema";

/** A rule as the API writes it: U's column names, ours beside them, and the rule as one sentence. */
export function ruleToWire(rule: Rule) {
  return {
    id: rule.id,
    ...ruleToBody(rule),
    is_default: rule.isDefault,
    sentence: describe(rule),
    version: rule.version,
  };
}

/** A rule's JSON. */
export type RuleWire = ReturnType<typeof ruleToWire>;

/** What a person decides of a rule, as the API takes it: the wire without what the house adds. A version keeps this. */
export function ruleToBody(rule: NewRule) {
  const first = firstLevel(rule);
  return {
    rule_name: rule.name,
    metric_name: rule.metric,
    threshold_value: first.threshold,
    comparison_operator: rule.operator,
    severity: first.severity,
    /** null where threshold_value and severity say everything. */
    levels: isPlain(rule) ? null : rule.levels.map(levelToWire),
    condition: conditionToWire(rule.condition),
    labels: rule.labels,
    matchers: rule.matchers,
    notification_channels: rule.channels,
    cooldown_minutes: rule.cooldownMs / MINUTE_MS,
    max_alerts_per_hour: rule.maxAlertsPerHour,
    is_active: rule.isActive,
    duration_seconds: rule.durationMs / SECOND_MS,
    hold_seconds: rule.holdMs / SECOND_MS,
    windows: rule.windows,
    minimum_sample: rule.minimumSample,
    no_data: rule.noData,
    lateness_seconds: rule.latenessMs / SECOND_MS,
    mode: rule.mode,
    class: rule.class,
    measure_id: rule.measureId,
    runbook: rule.runbook,
    description: rule.description,
  } satisfies RuleBody;
}
export type RuleBodyWire = ReturnType<typeof ruleToBody>;

function isPlain({ levels }: NewRule): boolean {
  return levels.length === 1 && levels.every(({ recovery, durationMs }) => recovery === null && durationMs === null);
}

function levelToWire({ severity, threshold, recovery, durationMs }: Level) {
  return {
    severity,
    threshold_value: threshold,
    recovery_value: recovery,
    duration_seconds: durationMs === null ? null : durationMs / SECOND_MS,
  };
}

function conditionToWire(condition: Condition): RuleBody["condition"] {
  switch (condition.kind) {
    case "threshold":
      return { kind: "threshold", aggregate: condition.aggregate, window_seconds: condition.windowMs / SECOND_MS };
    case "change":
      return { kind: "change", period_seconds: condition.periodMs / SECOND_MS, measure: condition.measure };
    case "burn_rate":
      return {
        kind: "burn_rate",
        objective: condition.objective,
        long_window_seconds: condition.longMs / SECOND_MS,
        short_window_seconds: condition.shortMs / SECOND_MS,
      };
    case "absent":
    case "anomaly":
      return condition;
  }
}
