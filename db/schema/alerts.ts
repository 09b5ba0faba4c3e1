import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";
import { amount, createdAt, instant } from "@/db/columns";
import type { MoneyAtRisk, Mute, Snooze } from "@/lib/alerts/schema";
import type { EscalationPolicy, TakenStep } from "@/lib/escalation/schema";
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
    /** How many of those raised the severity by one. */
    severityRaises: integer("severity_raises").notNull().default(0),
    /** When the policy escalates next; null when it will not. */
    escalatesAt: instant("escalates_at"),
    /** The policy as it was when the alert began. */
    escalationPolicy: jsonb("escalation_policy").$type<EscalationPolicy>(),
    /** What the policy's steps are counted from. */
    escalationStartedAt: instant("escalation_started_at"),
    escalationStepsDone: integer("escalation_steps_done").notNull().default(0),
    /** How long its steps waited for business hours. */
    escalationWaitedMs: bigint("escalation_waited_ms", { mode: "number" }).notNull().default(0),
    /** Whom the last of its steps told. */
    escalationTaken: jsonb("escalation_taken").$type<TakenStep>(),
    notificationsSent: jsonb("notifications_sent").$type<string[]>().notNull().default([]),
    notificationAttempts: integer("notification_attempts").notNull().default(0),
    autoResolved: boolean("auto_resolved").notNull().default(false),
    /** `ordinary`, `player_safety`: the latter can be neither hidden nor capped nor held. */
    class: text("class").notNull().default("ordinary"),
    /** Raised by a rule in shadow: in no list of alerts. */
    isShadow: boolean("is_shadow").notNull().default(false),
    /** The rule's level it stands at. */
    level: text("level"),
    groupId: integer("group_id"),
    capUntil: instant("cap_until"),
    mute: jsonb("mute").$type<Mute>(),
    mutes: integer("mutes").notNull().default(0),
    snooze: jsonb("snooze").$type<Snooze>(),
    acknowledgedUntil: instant("acknowledged_until"),
    retriggers: integer("retriggers").notNull().default(0),
    assignedTo: jsonb("assigned_to").$type<{ id: number; name: string }>(),
    /** `useful`, `noise`; null until somebody said. */
    outcome: text("outcome"),
    money: jsonb("money").$type<MoneyAtRisk>(),
    /** Grows with every move: what "expected version" of a command is compared with. */
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index("alerts_status").on(table.status),
    index("alerts_severity").on(table.severity),
    index("alerts_triggered_at").on(table.triggeredAt),
    index("alerts_rule_name").on(table.ruleName),
    check(
      "alerts_player_safety",
      sql`${table.class} <> 'player_safety' or (${table.mute} is null and ${table.snooze} is null and ${table.capUntil} is null)`,
    ),
    index("alerts_group").on(table.groupId),
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

/** Alerts shown and told as one: those of one key that were open together. */
export const alertGroups = pgTable(
  "alert_groups",
  {
    id: serial("id").primaryKey(),
    /** What the alerts share: `subsystem=payments|brand=aurora`. */
    key: text("key").notNull(),
    title: text("title").notNull(),
    brand: text("brand"),
    openedAt: instant("opened_at").notNull(),
    /** When people were last told of it. */
    toldAt: instant("told_at"),
    /** When those that joined since are told together; null when nothing waits. */
    nextNoticeAt: instant("next_notice_at"),
    closedAt: instant("closed_at"),
  },
  (table) => [uniqueIndex("alert_groups_one_open").on(table.key).where(sql`closed_at is null`)],
);

/** Money at risk of an open alert, minute by minute: what the detail page draws. */
export const alertMoney = pgTable(
  "alert_money",
  {
    alertId: integer("alert_id")
      .notNull()
      .references(() => alerts.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    perMinute: amount("per_minute").notNull(),
    total: amount("total").notNull(),
  },
  (table) => [primaryKey({ columns: [table.alertId, table.at] })],
);
