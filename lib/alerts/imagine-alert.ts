import type { Labels } from "@/lib/kernel/labels";
import type { Severity } from "@/lib/kernel/severity";
import { levelOf } from "@/lib/rules/levels";
import type { Rule } from "@/lib/rules/schema";
import type { Alert } from "./schema";

/** What nothing has happened to yet. */
const UNTOUCHED = {
  message: "",
  details: {},
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgedUntil: null,
  resolvedAt: null,
  resolvedBy: null,
  resolutionNotes: null,
  escalationReason: null,
  escalatedAt: null,
  escalationLevel: 0,
  severityRaises: 0,
  escalatesAt: null,
  notificationsSent: [],
  notificationAttempts: 0,
  autoResolved: false,
  groupId: null,
  capUntil: null,
  mute: null,
  mutes: 0,
  snooze: null,
  retriggers: 0,
  assignedTo: null,
  outcome: null,
  money: null,
} satisfies Partial<Alert>;

/** The alert a rule would raise of a series now, with the id 0: for asking what would become of it. It is never stored. */
export function imagineAlert(
  rule: Rule,
  { labels, value, severity }: { labels: Labels; value: number | null; severity: Severity },
  now: Date,
): Alert {
  return {
    ...UNTOUCHED,
    id: 0,
    ruleId: rule.id,
    ruleName: rule.name,
    metric: rule.metric,
    brand: labels.brand ?? null,
    labels,
    value,
    threshold: levelOf(rule, severity).threshold,
    severity,
    level: severity,
    status: "triggered",
    runbook: rule.runbook,
    class: rule.class,
    isShadow: rule.mode === "shadow",
    triggeredAt: now,
    version: 1,
    createdAt: now,
  };
}
