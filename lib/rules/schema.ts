import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";

/** R2: L's four, and U's two beside them. */
export const OPERATORS = [">", "<", ">=", "<=", "==", "!="] as const;
export const Operator = z.enum(OPERATORS);
export type Operator = z.infer<typeof Operator>;

export const CHANNELS = ["log", "email", "slack", "pagerduty", "sms", "webhook", "push"] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** A threshold that must hold without a gap for `durationMs` before an alert is raised. */
export const Rule = z.object({
  id: z.number().int(),
  name: z.string().min(1).max(100),
  metric: z.string().min(1).max(100),
  operator: Operator,
  threshold: z.number(),
  severity: Severity,
  /** Exactly these, beside log and feed; null takes the severity's routing. */
  channels: z.array(Channel).nullable(),
  durationMs: z.number().int().nonnegative(),
  cooldownMs: z.number().int().nonnegative(),
  /** Clear without a gap for this long before the alert resolves itself. */
  holdMs: z.number().int().nonnegative(),
  maxAlertsPerHour: z.number().int().positive(),
  /** Series it is for: those whose labels equal these; `{}` is the series of the whole platform. */
  labels: Labels,
  /** What to do, for the person who is told (R6). */
  runbook: z.string().nullable(),
  /** What it means for the business, and where a figure of ours comes from. */
  description: z.string().nullable(),
  isActive: z.boolean(),
  version: z.number().int(),
});
export type Rule = z.infer<typeof Rule>;

/** Where a rule stands for one series. `pending` and `clearing` wait for the duration and the hold-off. */
export const PHASES = ["inactive", "pending", "firing", "clearing"] as const;
export const Phase = z.enum(PHASES);
export type Phase = z.infer<typeof Phase>;

/** What is remembered between two samples of one series under one rule. */
export interface RuleState {
  phase: Phase;
  /** Instant of the first sample of the present phase; null when inactive. */
  since: Date | null;
  /** The newest sample judged: a sample is judged once, and never one before it. */
  sampleAt: Date | null;
  lastValue: number | null;
  alertId: number | null;
  /** No new alert before then. */
  cooldownUntil: Date | null;
}

/** The state of a rule that has seen nothing yet. */
export const UNSEEN: RuleState = {
  phase: "inactive",
  since: null,
  sampleAt: null,
  lastValue: null,
  alertId: null,
  cooldownUntil: null,
};
