import type { Severity } from "@/lib/kernel/severity";
import type { NewRule } from "./read-body";

/** G's alert types, each with the shipped rule that raises it. */
export const RULE_OF_ALERT_TYPE = {
  error_rate: "error_rate",
  response_time: "response_time",
  success_rate: "success_rate",
  critical_error: "critical_error",
  slow_queries: "slow_queries",
  system_down: "system_down",
} as const;

interface FirstLevel {
  rule: (typeof RULE_OF_ALERT_TYPE)[keyof typeof RULE_OF_ALERT_TYPE];
  severity: Severity;
  /** What the variable's number is multiplied by: shares are fractions there and percent here. */
  factor: number;
}

/** G's eight variables, each with the level whose first threshold it gives. */
export const LEVEL_OF_VARIABLE = {
  ALERT_ERROR_RATE_WARNING: { rule: "error_rate", severity: "warning", factor: 100 },
  ALERT_ERROR_RATE_CRITICAL: { rule: "error_rate", severity: "critical", factor: 100 },
  ALERT_RESPONSE_TIME_WARNING: { rule: "response_time", severity: "warning", factor: 1 },
  ALERT_RESPONSE_TIME_CRITICAL: { rule: "response_time", severity: "critical", factor: 1 },
  ALERT_SUCCESS_RATE_WARNING: { rule: "success_rate", severity: "warning", factor: 100 },
  ALERT_SUCCESS_RATE_CRITICAL: { rule: "success_rate", severity: "critical", factor: 100 },
  ALERT_SLOW_QUERIES_WARNING: { rule: "slow_queries", severity: "warning", factor: 1 },
  ALERT_SLOW_QUERIES_CRITICAL: { rule: "slow_queries", severity: "critical", factor: 1 },
} as const satisfies Record<string, FirstLevel>;

export type AlertVariable = keyof typeof LEVEL_OF_VARIABLE;

const isAlertVariable = (name: string): name is AlertVariable => Object.hasOwn(LEVEL_OF_VARIABLE, name);
const ALERT_VARIABLES: readonly AlertVariable[] = Object.keys(LEVEL_OF_VARIABLE).filter(isAlertVariable);

/** Each as its variable has it: shares as fractions of one, durations in ms. */
export interface FirstThresholds extends Record<AlertVariable, number> {
  METRICS_COLLECTION_INTERVAL: number;
}

/** So many collections must be missing before silence is silence, whatever their interval. */
const SILENT_COLLECTIONS = 3;

/** A shipped rule with the thresholds of the environment: those that hold until an admin has changed the rule. */
export function withFirstLevels(rule: NewRule, settings: FirstThresholds): NewRule {
  const levels = rule.levels.map((level) => {
    const variable = ALERT_VARIABLES.find(
      (name) => LEVEL_OF_VARIABLE[name].rule === rule.name && LEVEL_OF_VARIABLE[name].severity === level.severity,
    );
    if (variable !== undefined)
      return { ...level, threshold: asThreshold(settings[variable], LEVEL_OF_VARIABLE[variable].factor) };
    if (rule.condition.kind !== "absent") return level;
    const least = SILENT_COLLECTIONS * settings.METRICS_COLLECTION_INTERVAL;
    return { ...level, threshold: Math.max(level.threshold, least) };
  });
  return { ...rule, levels };
}

/** 0.07 × 100 is 7, and not 7.000000000000001. */
function asThreshold(value: number, factor: number): number {
  return Number((value * factor).toPrecision(12));
}
