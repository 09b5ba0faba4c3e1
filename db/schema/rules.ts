import {
  boolean,
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
import { createdAt, instant, updatedAt } from "@/db/columns";
import type { Labels } from "@/lib/kernel/labels";

export const alertRules = pgTable(
  "alert_rules",
  {
    id: serial("id").primaryKey(),
    ruleName: varchar("rule_name", { length: 100 }).notNull(),
    metricName: varchar("metric_name", { length: 100 }).notNull(),
    thresholdValue: doublePrecision("threshold_value"),
    comparisonOperator: text("comparison_operator").notNull(),
    severity: text("severity").notNull(),
    notificationChannels: jsonb("notification_channels").$type<string[]>(),
    durationSeconds: integer("duration_seconds").notNull().default(0),
    cooldownMinutes: integer("cooldown_minutes").notNull().default(15),
    maxAlertsPerHour: integer("max_alerts_per_hour").notNull().default(4),
    /** The condition must be clear without a gap for this long before the alert resolves itself. */
    holdSeconds: integer("hold_seconds").notNull().default(60),
    labels: jsonb("labels").$type<Labels>().notNull().default({}),
    /** What is asked: `threshold`; other kinds are kept and not evaluated yet. */
    condition: text("condition").notNull().default("threshold"),
    /** Of a rule with two levels: severity → threshold; null where there is one. */
    levels: jsonb("levels").$type<Record<string, number>>(),
    runbook: text("runbook"),
    description: text("description"),
    isActive: boolean("is_active").notNull().default(true),
    isDefault: boolean("is_default").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("alert_rules_name_unique").on(table.ruleName)],
);

/** Where a rule stands for one series; moved by compare-and-set on `version`. */
export const ruleStates = pgTable(
  "rule_states",
  {
    ruleId: integer("rule_id")
      .notNull()
      .references(() => alertRules.id, { onDelete: "cascade" }),
    seriesId: integer("series_id").notNull(),
    /** `inactive`, `pending`, `firing`, `clearing`. */
    phase: text("phase").notNull().default("inactive"),
    /** Since when the phase holds without a gap. */
    since: instant("since"),
    /** The newest sample this state has seen: a sample is judged once. */
    sampleAt: instant("sample_at"),
    evaluatedAt: instant("evaluated_at").notNull(),
    lastValue: doublePrecision("last_value"),
    alertId: integer("alert_id"),
    /** No new alert of this rule and series before then. */
    cooldownUntil: instant("cooldown_until"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.ruleId, table.seriesId] }),
    index("rule_states_evaluated_at").on(table.evaluatedAt),
  ],
);
