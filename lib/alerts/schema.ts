import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";

export const ALERT_STATUSES = ["triggered", "acknowledged", "escalated", "resolved"] as const;
export const AlertStatus = z.enum(ALERT_STATUSES);
export type AlertStatus = z.infer<typeof AlertStatus>;

export const ACTIVE_STATUSES = ["triggered", "acknowledged", "escalated"] as const satisfies readonly AlertStatus[];

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
  escalationLevel: z.number().int(),
  escalatesAt: z.date().nullable(),
  notificationsSent: z.array(z.string()),
  notificationAttempts: z.number().int(),
  autoResolved: z.boolean(),
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
  "notified",
  "attempt",
  "comment",
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
