import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { describe } from "./describe";
import type { Rule } from "./schema";

/** A rule as the API writes it: U's column names, ours beside them, and the rule as one sentence. */
export function ruleToWire(rule: Rule) {
  return {
    id: rule.id,
    rule_name: rule.name,
    metric_name: rule.metric,
    threshold_value: rule.threshold,
    comparison_operator: rule.operator,
    severity: rule.severity,
    notification_channels: rule.channels,
    cooldown_minutes: rule.cooldownMs / MINUTE_MS,
    max_alerts_per_hour: rule.maxAlertsPerHour,
    is_active: rule.isActive,
    duration_seconds: rule.durationMs / SECOND_MS,
    hold_seconds: rule.holdMs / SECOND_MS,
    labels: rule.labels,
    runbook: rule.runbook,
    description: rule.description,
    sentence: describe(rule),
    version: rule.version,
  };
}
