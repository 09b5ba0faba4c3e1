import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";
import { Matchers } from "@/lib/kernel/matchers";
import { Severity } from "@/lib/kernel/severity";

/** R2: L's four, and U's two beside them. */
export const OPERATORS = [">", "<", ">=", "<=", "==", "!="] as const;
export const Operator = z.enum(OPERATORS);
export type Operator = z.infer<typeof Operator>;

export const CHANNELS = ["log", "email", "slack", "pagerduty", "sms", "webhook", "push"] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** What a window of samples is reduced to; `last` is the newest sample alone. */
export const AGGREGATES = ["last", "avg", "min", "max", "sum", "p50", "p90", "p95", "p99"] as const;
export const Aggregate = z.enum(AGGREGATES);
export type Aggregate = z.infer<typeof Aggregate>;

const ms = z.number().int().nonnegative();

/**
 * How samples become the one number, the reading, that is compared with the levels.
 * `threshold`: the aggregate of the samples in `(at − windowMs, at]`, in the metric's unit.
 * `change`: the sample against the one `periodMs` before, as percent of it or as difference.
 * `absent`: seconds without a sample.
 * `anomaly`: the score of the learned baseline; no reading until one is learned.
 * `burn_rate`: how many times faster than `objective` (%) allows the metric, an error rate in %, uses up its budget, in
 * the long and in the short window both (Google SRE workbook, chapter 5).
 */
export const Condition = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("threshold"), aggregate: Aggregate, windowMs: ms }),
  z.object({ kind: z.literal("change"), periodMs: ms, measure: z.enum(["percent", "difference"]) }),
  z.object({ kind: z.literal("absent") }),
  z.object({ kind: z.literal("anomaly") }),
  z.object({ kind: z.literal("burn_rate"), objective: z.number(), longMs: ms, shortMs: ms }),
]);
export type Condition = z.infer<typeof Condition>;
export type ConditionKind = Condition["kind"];
export const CONDITION_KINDS = [
  "threshold",
  "change",
  "absent",
  "anomaly",
  "burn_rate",
] as const satisfies readonly ConditionKind[];

/** The newest sample as it is: what most rules ask. */
export const LAST_VALUE: Condition = { kind: "threshold", aggregate: "last", windowMs: 0 };

/** One severity of a rule. `recovery` is what the reading must get back to, past the threshold, once the level was reached. */
export const Level = z.object({
  severity: Severity,
  threshold: z.number(),
  recovery: z.number().nullable(),
  /** null takes the rule's. */
  durationMs: ms.nullable(),
});
export type Level = z.infer<typeof Level>;

/** `draft` is not evaluated, `shadow` is evaluated and recorded and tells nobody. */
export const RULE_MODES = ["live", "shadow", "draft"] as const;
export const RuleMode = z.enum(RULE_MODES);
export type RuleMode = z.infer<typeof RuleMode>;

/** Alerts of `player_safety` (self-exclusion, under-age, bypassed limits) can be neither silenced, capped nor held. */
export const RULE_CLASSES = ["ordinary", "player_safety"] as const;
export const RuleClass = z.enum(RULE_CLASSES);
export type RuleClass = z.infer<typeof RuleClass>;

/** A label of a rule with this value stands for any: one alert for each series. */
export const ANY = "*";

/** A condition over the series of one metric that must hold without a gap before an alert is raised. */
export const Rule = z.object({
  id: z.number().int(),
  name: z.string().min(1).max(100),
  metric: z.string().min(1).max(100),
  /**
   * The labels a series must have, exactly these names: each with its value, or `*` for any. `{}` is the series of the
   * whole platform.
   */
  labels: Labels,
  /** Narrows the series further. */
  matchers: Matchers,
  condition: Condition,
  operator: Operator,
  /** In rising severity, at least one. */
  levels: z.array(Level).min(1),
  /** Exactly these, beside log and feed; null takes the severity's routing. */
  channels: z.array(Channel).nullable(),
  durationMs: ms,
  cooldownMs: ms,
  /** Clear without a gap for this long before the alert resolves itself, or its level falls. */
  holdMs: ms,
  /** Those over it are raised and told together, once the hour allows. */
  maxAlertsPerHour: z.number().int().positive(),
  /** Breached when `least` of the newest `of` readings are; null takes each reading alone. */
  windows: z.object({ least: z.number().int().positive(), of: z.number().int().positive() }).nullable(),
  /** No reading below this many events behind the metric (its basis in the catalogue); null asks for none. */
  minimumSample: z.number().int().positive().nullable(),
  /** What a series that stopped means for an open alert: nothing, or that the condition is gone. */
  noData: z.enum(["keep", "resolve"]),
  /** Samples younger than this are not judged yet: their source may still correct them. */
  latenessMs: ms,
  mode: RuleMode,
  class: RuleClass,
  /** The protective measure it may call for; null for none. */
  measureId: z.number().int().nullable(),
  /** What to do, for the person who is told (R6). */
  runbook: z.string().nullable(),
  /** What it means for the business, and where a figure of ours comes from. */
  description: z.string().nullable(),
  isActive: z.boolean(),
  isDefault: z.boolean(),
  version: z.number().int(),
});
export type Rule = z.infer<typeof Rule>;

/** Where a rule stands for one series. `pending` and `clearing` wait for the duration and the hold-off. */
export const PHASES = ["inactive", "pending", "firing", "clearing"] as const;
export const Phase = z.enum(PHASES);
export type Phase = z.infer<typeof Phase>;

const PerLevel = <Value extends z.ZodType>(value: Value) => z.partialRecord(Severity, value);

/** What a rule remembers of its levels between two readings; stored as JSON. Instants are milliseconds since the epoch. */
export const LevelMemory = z.object({
  /** Since when each level's condition holds without a gap. */
  held: PerLevel(z.number()),
  /** Since when a level that was reached is clear without a gap. */
  clear: PerLevel(z.number()),
  /** Of N of M: the newest outcomes, oldest first, "1" for a breach. */
  outcomes: PerLevel(z.string()),
  /** The newest reading: a longer pause than the largest gap begins everything anew. */
  readAt: z.number().nullable(),
});
export type LevelMemory = z.infer<typeof LevelMemory>;

/** What is remembered between two samples of one series under one rule. */
export interface RuleState {
  phase: Phase;
  /** Instant of the first sample of the present phase; null when inactive. */
  since: Date | null;
  /** The newest sample judged: a sample is judged once, and never one before it. */
  sampleAt: Date | null;
  /** The newest reading. */
  lastValue: number | null;
  alertId: number | null;
  /** No new alert before then. */
  cooldownUntil: Date | null;
  /** The level an open alert stands at; null when none is open. */
  level: Severity | null;
  memory: LevelMemory;
}

/** Nothing remembered yet. Its empty parts are shared by every quiet state: nothing is ever written into them. */
export const NO_MEMORY: LevelMemory = { held: {}, clear: {}, outcomes: {}, readAt: null };

/** The state of a rule that has seen nothing yet. */
export const UNSEEN: RuleState = {
  phase: "inactive",
  since: null,
  sampleAt: null,
  lastValue: null,
  alertId: null,
  cooldownUntil: null,
  level: null,
  memory: NO_MEMORY,
};
