import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { RuleBody } from "./body";
import { findFault } from "./find-fault";
import { inRisingSeverity } from "./levels";
import type { Condition, Level, Rule } from "./schema";

/** A rule before the database has numbered it. */
export type NewRule = Omit<Rule, "id" | "version" | "isDefault">;

/** What is wrong with a body that has the right shape: the field as the API names it, and the reason with an example. */
export interface BodyFault {
  field: string;
  message: string;
}

/** Turns a parsed body into a rule, or says which fields contradict each other. */
export function readRuleBody(body: RuleBody): { kind: "rule"; rule: NewRule } | { kind: "fault"; fault: BodyFault } {
  const levels = levelsOf(body);
  if (!Array.isArray(levels)) return { kind: "fault", fault: levels };
  const rule: NewRule = {
    name: body.rule_name,
    metric: body.metric_name,
    labels: body.labels,
    matchers: body.matchers,
    condition: conditionOf(body.condition),
    operator: body.comparison_operator,
    levels,
    channels: body.notification_channels === null ? null : [...new Set(body.notification_channels)],
    durationMs: body.duration_seconds * SECOND_MS,
    cooldownMs: body.cooldown_minutes * MINUTE_MS,
    holdMs: body.hold_seconds * SECOND_MS,
    maxAlertsPerHour: body.max_alerts_per_hour,
    windows: body.windows,
    minimumSample: body.minimum_sample,
    noData: body.no_data,
    latenessMs: body.lateness_seconds * SECOND_MS,
    mode: body.mode,
    class: body.class,
    measureId: body.measure_id,
    runbook: body.runbook === "" ? null : body.runbook,
    description: body.description === "" ? null : body.description,
    isActive: body.is_active,
  };
  const fault = findFault(rule);
  return fault === null ? { kind: "rule", rule } : { kind: "fault", fault };
}

function levelsOf(body: RuleBody): Level[] | BodyFault {
  const { levels, threshold_value: threshold, severity } = body;
  if (levels === null || levels === undefined || levels.length === 0) {
    if (threshold === null || threshold === undefined)
      return { field: "threshold_value", message: "expected a number, such as 5" };
    if (severity === null || severity === undefined)
      return { field: "severity", message: "expected one of info, warning, critical, emergency" };
    return [{ severity, threshold, recovery: null, durationMs: null }];
  }
  const rising = inRisingSeverity(
    levels.map((level) => ({
      severity: level.severity,
      threshold: level.threshold_value,
      recovery: level.recovery_value ?? null,
      durationMs: typeof level.duration_seconds === "number" ? level.duration_seconds * SECOND_MS : null,
    })),
  );
  const mildest = rising[0];
  if (typeof threshold === "number" && threshold !== mildest?.threshold)
    return {
      field: "threshold_value",
      message: `levels begins with ${mildest?.threshold} and threshold_value says ${threshold}: change it in levels, or leave threshold_value out`,
    };
  if (typeof severity === "string" && severity !== mildest?.severity)
    return {
      field: "severity",
      message: `levels begins with ${mildest?.severity} and severity says ${severity}: change it in levels, or leave severity out`,
    };
  return rising;
}

function conditionOf(condition: RuleBody["condition"]): Condition {
  switch (condition.kind) {
    case "threshold":
      return { kind: "threshold", aggregate: condition.aggregate, windowMs: condition.window_seconds * SECOND_MS };
    case "change":
      return { kind: "change", periodMs: condition.period_seconds * SECOND_MS, measure: condition.measure };
    case "burn_rate":
      return {
        kind: "burn_rate",
        objective: condition.objective,
        longMs: condition.long_window_seconds * SECOND_MS,
        shortMs: condition.short_window_seconds * SECOND_MS,
      };
    case "absent":
    case "anomaly":
      return condition;
  }
}
