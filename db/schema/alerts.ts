import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";
import { createdAt, instant } from "@/db/columns";
import type { Labels } from "@/lib/kernel/labels";

export const alerts = pgTable(
  "alerts",
  {
    id: serial("id").primaryKey(),
    alertRuleId: integer("alert_rule_id"),
    ruleName: varchar("rule_name", { length: 255 }).notNull(),
    metric: varchar("metric", { length: 100 }).notNull(),
    brand: text("brand"),
    labels: jsonb("labels").$type<Labels>().notNull().default({}),
    /** Rule and series labels: two active alerts never share one. */
    fingerprint: text("fingerprint").notNull(),
    value: doublePrecision("value"),
    threshold: doublePrecision("threshold"),
    severity: varchar("severity", { length: 20 }).notNull(),
    status: varchar("status", { length: 20 }).notNull(),
    message: text("message").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    runbook: text("runbook"),
    triggeredAt: instant("triggered_at").notNull(),
    acknowledgedAt: instant("acknowledged_at"),
    acknowledgedBy: varchar("acknowledged_by", { length: 255 }),
    resolvedAt: instant("resolved_at"),
    resolvedBy: varchar("resolved_by", { length: 255 }),
    resolutionNotes: text("resolution_notes"),
    escalationReason: text("escalation_reason"),
    escalatedAt: instant("escalated_at"),
    /** How often it was escalated: names the occasion of each escalation's notifications. */
    escalationLevel: integer("escalation_level").notNull().default(0),
    /** When the policy escalates next; null when it will not. */
    escalatesAt: instant("escalates_at"),
    notificationsSent: jsonb("notifications_sent").$type<string[]>().notNull().default([]),
    notificationAttempts: integer("notification_attempts").notNull().default(0),
    autoResolved: boolean("auto_resolved").notNull().default(false),
    /** Grows with every move: what "expected version" of a command is compared with. */
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index("alerts_status").on(table.status),
    index("alerts_severity").on(table.severity),
    index("alerts_triggered_at").on(table.triggeredAt),
    index("alerts_rule_name").on(table.ruleName),
    index("alerts_active").on(table.triggeredAt).where(sql`status in ('triggered', 'acknowledged', 'escalated')`),
    uniqueIndex("alerts_one_active")
      .on(table.fingerprint)
      .where(sql`status in ('triggered', 'acknowledged', 'escalated')`),
  ],
);

export const alertTimeline = pgTable(
  "alert_timeline",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    alertId: integer("alert_id")
      .notNull()
      .references(() => alerts.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    /** `raised`, `acknowledged`, `escalated`, `resolved`, `notified`, `attempt`, `comment` …: lib/alerts/schema. */
    kind: text("kind").notNull(),
    /** The person or token, `system`, or a rule's name. */
    actor: text("actor").notNull(),
    message: text("message").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    correlationId: text("correlation_id"),
  },
  (table) => [index("alert_timeline_alert").on(table.alertId, table.id)],
);
