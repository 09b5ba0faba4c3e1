import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";
import { RuleClass } from "@/lib/rules/schema";
import { AlertStatus, Mute, Outcome } from "./schema";
import type { AlertWire } from "./wire";

const Instant = z.iso.datetime();

/** An alert's JSON as a client reads it, from the API or the feed; instants stay text. */
export const AlertJson = z.object({
  id: z.number().int(),
  rule_name: z.string(),
  metric: z.string(),
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  severity: Severity,
  status: AlertStatus,
  message: z.string(),
  triggered_at: Instant,
  details: z.record(z.string(), z.unknown()),
  alert_rule_id: z.number().int().nullable(),
  brand: z.string().nullable(),
  labels: Labels,
  runbook: z.string().nullable(),
  acknowledged_at: Instant.nullable(),
  acknowledged_by: z.string().nullable(),
  resolved_at: Instant.nullable(),
  resolved_by: z.string().nullable(),
  resolution_notes: z.string().nullable(),
  escalation_reason: z.string().nullable(),
  escalated_at: Instant.nullable(),
  escalation_level: z.number().int(),
  escalates_at: Instant.nullable(),
  notifications_sent: z.array(z.string()),
  notification_attempts: z.number().int(),
  auto_resolved: z.boolean(),
  class: RuleClass,
  level: Severity.nullable(),
  group_id: z.number().int().nullable(),
  cap_until: Instant.nullable(),
  mute: Mute.nullable(),
  snooze: z.object({ until: Instant.nullable(), worse_than: Severity.nullable(), by: z.string() }).nullable(),
  acknowledged_until: Instant.nullable(),
  assigned_to: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  outcome: Outcome.nullable(),
  money_at_risk: z
    .object({
      currency: z.string(),
      per_minute: z.string(),
      total: z.string(),
      confidence: z.enum(["low", "medium", "high"]),
      formula: z.string(),
      at: Instant,
    })
    .nullable(),
  version: z.number().int(),
  created_at: Instant,
}) satisfies z.ZodType<AlertWire>;
