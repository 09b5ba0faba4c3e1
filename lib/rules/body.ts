import { z } from "zod";
import { Matchers } from "@/lib/kernel/matchers";
import { SEVERITIES } from "@/lib/kernel/severity";
import { AGGREGATES, CHANNELS, OPERATORS, RULE_CLASSES, RULE_MODES } from "./schema";

const DAY_SECONDS = 24 * 3600;
const MAX_LABELS = 20;

const number = (example: string) => z.number(`expected a number, such as ${example}`);
const whole = (least: number, most: number, example: number) =>
  z
    .number(`expected a whole number, such as ${example}`)
    .int(`expected a whole number, such as ${example}`)
    .min(least, `expected ${least} or more, such as ${example}`)
    .max(most, `expected ${most} or less, such as ${example}`);
const text = (most: number, example: string) =>
  z.string(`expected a text, such as "${example}"`).trim().max(most, `expected at most ${most} characters`);
/** Text of one line. Names go into subjects and log lines, where a line break would begin something new. */
const line = (most: number, example: string) =>
  text(most, example)
    .min(1, `expected a text, such as "${example}"`)
    .regex(/^\P{Cc}*$/u, `expected one line, such as "${example}"`);
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `expected one of ${values.join(", ")}`);

const ConditionBody = z.discriminatedUnion(
  "kind",
  [
    z.object({
      kind: z.literal("threshold"),
      aggregate: oneOf(AGGREGATES).default("last"),
      window_seconds: whole(0, 7 * DAY_SECONDS, 600).default(0),
    }),
    z.object({
      kind: z.literal("change"),
      period_seconds: whole(60, 90 * DAY_SECONDS, 7 * DAY_SECONDS).default(7 * DAY_SECONDS),
      measure: oneOf(["percent", "difference"]).default("percent"),
    }),
    z.object({ kind: z.literal("absent") }),
    z.object({ kind: z.literal("anomaly") }),
    z.object({
      kind: z.literal("burn_rate"),
      objective: number("99.9")
        .gt(0, "expected a share in %, such as 99.9")
        .lt(100, "expected less than 100, such as 99.9"),
      long_window_seconds: whole(60, 7 * DAY_SECONDS, 3600).default(3600),
      short_window_seconds: whole(60, 7 * DAY_SECONDS, 300).default(300),
    }),
  ],
  'expected a condition, such as {"kind": "threshold"}; kinds: threshold, change, absent, anomaly, burn_rate',
);

const LevelBody = z.object({
  severity: oneOf(SEVERITIES),
  threshold_value: number("5"),
  recovery_value: number("4").nullish(),
  duration_seconds: whole(0, 7 * DAY_SECONDS, 300).nullish(),
});

const LabelsBody = z
  .record(
    z.string().regex(/^[a-z_][a-z0-9_]{0,49}$/, 'expected the name of a label, such as "provider"'),
    z.string('expected a text, such as "nordpay", or "*" for any').min(1).max(200, "expected at most 200 characters"),
    'expected labels, such as {"provider": "*"}',
  )
  .refine((labels) => Object.keys(labels).length <= MAX_LABELS, `expected at most ${MAX_LABELS} labels`);

/**
 * A rule as the API takes it: U's column names, ours beside them. One level is `threshold_value` with `severity`; several
 * are `levels`, and then those two, when sent, must be the mildest level's. Read-only fields of a GET are ignored.
 */
export const RuleBody = z.object({
  rule_name: line(100, "payment_failure_spike"),
  metric_name: line(100, "payment_failure_rate"),
  comparison_operator: oneOf(OPERATORS),
  threshold_value: number("5").nullish(),
  severity: oneOf(SEVERITIES).nullish(),
  levels: z
    .array(LevelBody, 'expected levels, such as [{"severity": "warning", "threshold_value": 2}]')
    .max(SEVERITIES.length, "expected at most one level for each severity")
    .nullish(),
  condition: ConditionBody.default({ kind: "threshold", aggregate: "last", window_seconds: 0 }),
  labels: LabelsBody.default({}),
  matchers: Matchers.default([]),
  notification_channels: z
    .array(oneOf(CHANNELS), 'expected channels, such as ["log", "email"], or null for those of the severity')
    .max(CHANNELS.length, "expected each channel once")
    .nullable()
    .default(null),
  duration_seconds: whole(0, 7 * DAY_SECONDS, 300).default(0),
  hold_seconds: whole(0, DAY_SECONDS, 60).default(60),
  cooldown_minutes: whole(0, 7 * 24 * 60, 15).default(15),
  max_alerts_per_hour: whole(1, 1000, 4).default(4),
  windows: z
    .object({ least: whole(1, 60, 3), of: whole(1, 60, 5) }, 'expected N of M, such as {"least": 3, "of": 5}')
    .nullable()
    .default(null),
  minimum_sample: whole(1, 1_000_000, 50).nullable().default(null),
  no_data: oneOf(["keep", "resolve"]).default("keep"),
  lateness_seconds: whole(0, 3600, 30).default(0),
  mode: oneOf(RULE_MODES).default("live"),
  class: oneOf(RULE_CLASSES).default("ordinary"),
  measure_id: whole(1, 2_147_483_647, 1).nullable().default(null),
  runbook: text(20_000, "1. Open Operations.").nullable().default(null),
  description: text(4000, "Deposits are lost.").nullable().default(null),
  is_active: z.boolean("expected true or false").default(true),
  /** The version that was read: the change is refused when the rule has changed since. Left out, the present one counts. */
  version: whole(1, 2_147_483_647, 1).optional(),
});
export type RuleBody = z.infer<typeof RuleBody>;
