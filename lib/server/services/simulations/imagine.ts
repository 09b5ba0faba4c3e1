import "server-only";
import { imagineAlert } from "@/lib/alerts/imagine-alert";
import type { Alert } from "@/lib/alerts/schema";
import type { Labels } from "@/lib/kernel/labels";
import type { Severity } from "@/lib/kernel/severity";
import { LAST_VALUE, type Rule, type RuleClass } from "@/lib/rules/schema";

interface Imagined {
  metric: string;
  severity: Severity;
  labels: Labels;
  class: RuleClass;
}

/** An alert of a metric that no rule raised, as another system's would be: it is named by its metric. */
export function imagineOfMetric({ metric, severity, labels, class: kind }: Imagined, at: Date): Alert {
  const rule: Rule = {
    id: 0,
    name: metric,
    metric,
    class: kind,
    labels: {},
    matchers: [],
    condition: LAST_VALUE,
    operator: ">",
    levels: [{ severity, threshold: 0, recovery: null, durationMs: null }],
    channels: null,
    durationMs: 0,
    cooldownMs: 0,
    holdMs: 0,
    maxAlertsPerHour: 1,
    windows: null,
    minimumSample: null,
    noData: "keep",
    latenessMs: 0,
    mode: "live",
    measureId: null,
    runbook: null,
    description: null,
    isActive: true,
    isDefault: false,
    version: 1,
  };
  return { ...imagineAlert(rule, { labels, value: null, severity }, at), ruleId: null, threshold: null };
}
