import type { Severity } from "@/lib/kernel/severity";
import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { NewRule } from "./read-body";
import { type Channel, type Condition, LAST_VALUE, type Operator, type RuleClass } from "./schema";

/** A rule the house ships, before the database numbers it. Durations in seconds, as the sources write them. */
export interface DefaultRule {
  name: string;
  metric: string;
  operator: Operator;
  /** Of the mildest level, in the metric's unit: percent, milliseconds or a count. */
  threshold: number;
  severity: Severity;
  /** Threshold of a second level, `critical`, where the mildest is a warning. */
  critical?: number;
  /** The newest sample where nothing is said. */
  condition?: Condition;
  durationSeconds: number;
  /** null takes the routing of the severity, which two levels need. */
  channels: readonly Channel[] | null;
  /** 15 minutes where nothing is said. */
  cooldownMinutes?: number;
  /** 60 seconds where nothing is said. */
  holdSeconds?: number;
  minimumSample?: number;
  class?: RuleClass;
  /** Off while nothing collects its metric. */
  isActive?: boolean;
  /** What it means, where each figure comes from, and why one that no source gives is as it is. */
  description: string;
  runbook: string;
}

/** A shipped rule whole: what the table leaves out has the sources' defaults. */
export function defaultRule(rule: DefaultRule): NewRule {
  const { name, metric, operator, durationSeconds, description, runbook } = rule;
  return {
    name,
    metric,
    labels: {},
    matchers: [],
    condition: rule.condition ?? LAST_VALUE,
    operator,
    levels: levelsOf(rule),
    channels: rule.channels === null ? null : [...rule.channels],
    durationMs: durationSeconds * SECOND_MS,
    cooldownMs: (rule.cooldownMinutes ?? 15) * MINUTE_MS,
    holdMs: (rule.holdSeconds ?? 60) * SECOND_MS,
    maxAlertsPerHour: 4,
    windows: null,
    minimumSample: rule.minimumSample ?? null,
    noData: "keep",
    latenessMs: 0,
    mode: "live",
    class: rule.class ?? "ordinary",
    measureId: null,
    runbook,
    description,
    isActive: rule.isActive ?? true,
  };
}

function levelsOf({ threshold, severity, critical }: DefaultRule): NewRule["levels"] {
  const mildest = { severity, threshold, recovery: null, durationMs: null };
  return critical === undefined ? [mildest] : [mildest, { ...mildest, severity: "critical", threshold: critical }];
}
