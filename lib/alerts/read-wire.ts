import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";
import { AlertStatus } from "./schema";
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
  version: z.number().int(),
  created_at: Instant,
}) satisfies z.ZodType<AlertWire>;
