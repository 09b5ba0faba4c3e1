import type { Matcher } from "@/lib/kernel/matchers";
import type { Severity } from "@/lib/kernel/severity";
import type { RuleBody } from "@/lib/rules/body";
import type { Aggregate, Channel, ConditionKind, Operator, RuleClass, RuleMode } from "@/lib/rules/schema";
import type { RuleBodyWire } from "@/lib/rules/wire";

/** One level as it is typed: an empty recovery is none, a duration of null takes the rule's. */
export interface FormLevel {
  severity: Severity;
  threshold: string;
  recovery: string;
  durationSeconds: number | null;
}

/** A rule while it is edited: what is typed stays text, so that nothing is corrected under the typist's hands. */
export interface RuleForm {
  name: string;
  metric: string;
  operator: Operator;
  levels: readonly FormLevel[];
  kind: ConditionKind;
  aggregate: Aggregate;
  windowSeconds: number;
  periodSeconds: number;
  measure: "percent" | "difference";
  objective: string;
  longSeconds: number;
  shortSeconds: number;
  labels: readonly { name: string; value: string }[];
  matchers: readonly Matcher[];
  /** Null takes the severity's routing. */
  channels: readonly Channel[] | null;
  durationSeconds: number;
  holdSeconds: number;
  cooldownMinutes: string;
  maxAlertsPerHour: string;
  least: string;
  of: string;
  minimumSample: string;
  noData: RuleBody["no_data"];
  latenessSeconds: number;
  mode: RuleMode;
  class: RuleClass;
  measureId: number | null;
  runbook: string;
  description: string;
  isActive: boolean;
}

/** What a new rule begins with: the defaults of the API, and no name or threshold yet. */
export const BLANK_FORM: RuleForm = {
  name: "",
  metric: "payment_failure_rate",
  operator: ">",
  levels: [{ severity: "warning", threshold: "", recovery: "", durationSeconds: null }],
  kind: "threshold",
  aggregate: "last",
  windowSeconds: 600,
  periodSeconds: 7 * 24 * 3600,
  measure: "percent",
  objective: "99.9",
  longSeconds: 3600,
  shortSeconds: 300,
  labels: [],
  matchers: [],
  channels: null,
  durationSeconds: 300,
  holdSeconds: 60,
  cooldownMinutes: "15",
  maxAlertsPerHour: "4",
  least: "",
  of: "",
  minimumSample: "",
  noData: "keep",
  latenessSeconds: 0,
  mode: "live",
  class: "ordinary",
  measureId: null,
  runbook: "",
  description: "",
  isActive: true,
};

/** The form of a rule as the API writes it; parts of conditions it does not have keep their defaults. */
export function formOf(rule: Omit<RuleBodyWire, "id">): RuleForm {
  return {
    ...BLANK_FORM,
    ...conditionParts(rule.condition),
    name: rule.rule_name,
    metric: rule.metric_name,
    operator: rule.comparison_operator,
    levels: levelsOf(rule),
    labels: Object.entries(rule.labels).map(([name, value]) => ({ name, value })),
    matchers: rule.matchers,
    channels: rule.notification_channels,
    durationSeconds: rule.duration_seconds,
    holdSeconds: rule.hold_seconds,
    cooldownMinutes: String(rule.cooldown_minutes),
    maxAlertsPerHour: String(rule.max_alerts_per_hour),
    least: textOf(rule.windows?.least),
    of: textOf(rule.windows?.of),
    minimumSample: textOf(rule.minimum_sample),
    noData: rule.no_data,
    latenessSeconds: rule.lateness_seconds,
    mode: rule.mode,
    class: rule.class,
    measureId: rule.measure_id,
    runbook: rule.runbook ?? "",
    description: rule.description ?? "",
    isActive: rule.is_active,
  };
}

function levelsOf({ levels, severity, threshold_value }: Omit<RuleBodyWire, "id">): FormLevel[] {
  if (levels === null) return [{ severity, threshold: String(threshold_value), recovery: "", durationSeconds: null }];
  return levels.map((level) => ({
    severity: level.severity,
    threshold: String(level.threshold_value),
    recovery: textOf(level.recovery_value),
    durationSeconds: level.duration_seconds,
  }));
}

function conditionParts(condition: RuleBody["condition"]): Partial<RuleForm> {
  const { kind } = condition;
  if (kind === "threshold")
    return condition.aggregate === "last"
      ? { kind, aggregate: "last" }
      : { kind, aggregate: condition.aggregate, windowSeconds: condition.window_seconds };
  if (kind === "change") return { kind, periodSeconds: condition.period_seconds, measure: condition.measure };
  if (kind === "burn_rate")
    return {
      kind,
      objective: String(condition.objective),
      longSeconds: condition.long_window_seconds,
      shortSeconds: condition.short_window_seconds,
    };
  return { kind };
}

/**
 * The form as the API takes it. What is no number goes as it was typed: the API says what is wrong with it, and where, so
 * that there is one judge of rules.
 */
export function bodyOf(form: RuleForm) {
  return {
    rule_name: form.name,
    metric_name: form.metric,
    comparison_operator: form.operator,
    levels: form.levels.map(({ severity, threshold, recovery, durationSeconds }) => ({
      severity,
      threshold_value: numberOf(threshold),
      recovery_value: numberOf(recovery),
      duration_seconds: durationSeconds,
    })),
    condition: conditionOf(form),
    labels: Object.fromEntries(form.labels.map(({ name, value }) => [name, value])),
    matchers: form.matchers,
    notification_channels: form.channels,
    duration_seconds: form.durationSeconds,
    hold_seconds: form.holdSeconds,
    cooldown_minutes: numberOf(form.cooldownMinutes) ?? undefined,
    max_alerts_per_hour: numberOf(form.maxAlertsPerHour) ?? undefined,
    windows: form.least === "" && form.of === "" ? null : { least: numberOf(form.least), of: numberOf(form.of) },
    minimum_sample: numberOf(form.minimumSample),
    no_data: form.noData,
    lateness_seconds: form.latenessSeconds,
    mode: form.mode,
    class: form.class,
    measure_id: form.measureId,
    runbook: form.runbook === "" ? null : form.runbook,
    description: form.description === "" ? null : form.description,
    is_active: form.isActive,
  };
}
export type RuleJson = ReturnType<typeof bodyOf>;

/** The same for what is only looked at: a rule that has no name yet can be previewed and tested. */
export function namedBody(form: RuleForm): RuleJson {
  return { ...bodyOf(form), rule_name: form.name.trim() === "" ? "new rule" : form.name };
}

function conditionOf(form: RuleForm) {
  const { kind, aggregate } = form;
  if (kind === "threshold") return { kind, aggregate, window_seconds: aggregate === "last" ? 0 : form.windowSeconds };
  if (kind === "change") return { kind, period_seconds: form.periodSeconds, measure: form.measure };
  if (kind === "burn_rate")
    return {
      kind,
      objective: numberOf(form.objective),
      long_window_seconds: form.longSeconds,
      short_window_seconds: form.shortSeconds,
    };
  return { kind };
}

/** `2.5` and `2,5` are the same number; nothing is null, and what is no number stays as it was typed. */
function numberOf(typed: string): number | string | null {
  const text = typed.trim();
  if (text === "") return null;
  const number = Number(text.replace(",", "."));
  return Number.isFinite(number) ? number : text;
}

function textOf(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}
