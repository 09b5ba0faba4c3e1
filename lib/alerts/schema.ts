import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";
import { RuleClass } from "@/lib/rules/schema";

export const ALERT_STATUSES = ["triggered", "acknowledged", "escalated", "resolved"] as const;
export const AlertStatus = z.enum(ALERT_STATUSES);
export type AlertStatus = z.infer<typeof AlertStatus>;

export const ACTIVE_STATUSES = ["triggered", "acknowledged", "escalated"] as const satisfies readonly AlertStatus[];

/** What hides an alert from people: it stays recorded and shown, and nobody is told until it ends. */
export const MUTE_KINDS = ["silence", "inhibition", "snooze"] as const;
export const Mute = z.object({
  kind: z.enum(MUTE_KINDS),
  /** Of the silence, or of the alert that hides this one; null for a snooze. */
  id: z.number().int().nullable(),
  /** In words: "silence 12, wallet database maintenance". */
  by: z.string(),
  /** ISO 8601; null while it is not known. */
  until: z.iso.datetime().nullable(),
});
export type Mute = z.infer<typeof Mute>;

/** A person's wish not to hear of one alert: until an instant, or until it is graver than `worseThan`, or either. */
export const Snooze = z.object({
  until: z.iso.datetime().nullable(),
  worseThan: Severity.nullable(),
  by: z.string(),
});
export type Snooze = z.infer<typeof Snooze>;

/** What a person said of an alert afterwards: what precision counts. */
export const OUTCOMES = ["useful", "noise"] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

/** Requirement A6: what an alert costs, decimal amounts in one currency. Frozen when the alert is resolved. */
export const MoneyAtRisk = z.object({
  currency: z.string(),
  perMinute: z.string(),
  total: z.string(),
  /** `low` where few or far apart weekdays stand behind it. */
  confidence: z.enum(["low", "medium", "high"]),
  /** The formula in words, with its figures. */
  formula: z.string(),
  /** ISO 8601: when it was computed. */
  at: z.iso.datetime(),
});
export type MoneyAtRisk = z.infer<typeof MoneyAtRisk>;

/** One minute of an alert's money; decimal texts in its currency. */
export interface MoneyPoint {
  at: Date;
  perMinute: string;
  total: string;
}

export const Alert = z.object({
  id: z.number().int(),
  ruleId: z.number().int().nullable(),
  ruleName: z.string(),
  metric: z.string(),
  brand: z.string().nullable(),
  labels: Labels,
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  severity: Severity,
  status: AlertStatus,
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
  runbook: z.string().nullable(),
  triggeredAt: z.date(),
  acknowledgedAt: z.date().nullable(),
  acknowledgedBy: z.string().nullable(),
  resolvedAt: z.date().nullable(),
  resolvedBy: z.string().nullable(),
  resolutionNotes: z.string().nullable(),
  escalationReason: z.string().nullable(),
  escalatedAt: z.date().nullable(),
  /** How often it was escalated, and how many of those raised the severity by one. */
  escalationLevel: z.number().int(),
  severityRaises: z.number().int(),
  escalatesAt: z.date().nullable(),
  notificationsSent: z.array(z.string()),
  notificationAttempts: z.number().int(),
  autoResolved: z.boolean(),
  class: RuleClass,
  /** Raised by a rule in shadow: recorded, told to nobody, in no list of alerts. */
  isShadow: z.boolean(),
  /** The rule's level it stands at; the severity is that, raised by each escalation. Null where no rule raised it. */
  level: Severity.nullable(),
  groupId: z.number().int().nullable(),
  /** Raised beyond its rule's alerts an hour: told with others then. */
  capUntil: z.date().nullable(),
  mute: Mute.nullable(),
  /** How often something that hid it ended while it was open: names the occasion of each telling. */
  mutes: z.number().int(),
  snooze: Snooze.nullable(),
  /** An acknowledgement with a time-out: triggered again then, unless resolved. */
  acknowledgedUntil: z.date().nullable(),
  /** How often it was triggered again. */
  retriggers: z.number().int(),
  assignedTo: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  outcome: Outcome.nullable(),
  money: MoneyAtRisk.nullable(),
  version: z.number().int(),
  createdAt: z.date(),
});
export type Alert = z.infer<typeof Alert>;

export const TIMELINE_KINDS = [
  "raised",
  "acknowledged",
  "unacknowledged",
  "escalated",
  "resolved",
  "worsened",
  "eased",
  "notified",
  "attempt",
  "comment",
  "assigned",
  "snoozed",
  "muted",
  "unmuted",
  "grouped",
  "outcome",
  "measure",
  "rule_changed",
] as const;
export const TimelineKind = z.enum(TIMELINE_KINDS);
export type TimelineKind = z.infer<typeof TimelineKind>;

/** One line of an alert's timeline, before it has a number. */
export interface NewTimelineEntry {
  alertId: number;
  kind: TimelineKind;
  message: string;
  details?: Record<string, unknown>;
}

/** One line of an alert's timeline as it is read back. */
export interface TimelineEntry {
  id: number;
  alertId: number;
  at: Date;
  kind: TimelineKind;
  actor: string;
  message: string;
  details: Record<string, unknown>;
}
