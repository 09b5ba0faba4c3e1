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
import type { Matcher } from "@/lib/kernel/matchers";
import type { Condition, Level, LevelMemory } from "@/lib/rules/schema";

export const alertRules = pgTable(
  "alert_rules",
  {
    id: serial("id").primaryKey(),
    ruleName: varchar("rule_name", { length: 100 }).notNull(),
    metricName: varchar("metric_name", { length: 100 }).notNull(),
    /** U's: the mildest level's, for readers of the table; `levels` is what counts. */
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
    matchers: jsonb("matchers").$type<Matcher[]>().notNull().default([]),
    condition: jsonb("condition")
      .$type<Condition>()
      .notNull()
      .default({ kind: "threshold", aggregate: "last", windowMs: 0 }),
    /** In rising severity, at least one. */
    levels: jsonb("levels").$type<Level[]>().notNull(),
    /** N of M: null takes each reading alone. */
    windows: jsonb("windows").$type<{ least: number; of: number }>(),
    minimumSample: integer("minimum_sample"),
    /** `keep`, `resolve`: what a series that stopped means for an open alert. */
    noData: text("no_data").notNull().default("keep"),
    latenessSeconds: integer("lateness_seconds").notNull().default(0),
    /** `live`, `shadow`, `draft`. */
    mode: text("mode").notNull().default("live"),
    /** `ordinary`, `player_safety`. */
    class: text("class").notNull().default("ordinary"),
    measureId: integer("measure_id"),
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

/** Each version of a rule as the API wrote it; kept when the rule is deleted, so that its past can be read. */
export const ruleVersions = pgTable(
  "rule_versions",
  {
    ruleId: integer("rule_id").notNull(),
    version: integer("version").notNull(),
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
    changedBy: text("changed_by").notNull(),
    /** `created`, `changed`, `restored`, `imported`, `deleted`. */
    change: text("change").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ruleId, table.version] })],
);

/** An alert that matches `source` hides those that match `target` with equal values of the labels in `equal`. */
export const inhibitions = pgTable("inhibitions", {
  id: serial("id").primaryKey(),
  name: varchar("name", { length: 100 }).notNull().unique(),
  source: jsonb("source").$type<Matcher[]>().notNull(),
  target: jsonb("target").$type<Matcher[]>().notNull(),
  equal: jsonb("equal").$type<string[]>().notNull().default([]),
  /** How long a source goes on hiding after it was resolved: while the target's window still holds what it was about. */
  lingerSeconds: integer("linger_seconds").notNull().default(0),
  isActive: boolean("is_active").notNull().default(true),
  isDefault: boolean("is_default").notNull().default(false),
  createdBy: text("created_by").notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** A rule run over stored history: a job with progress, and what it found. */
export const backTests = pgTable(
  "back_tests",
  {
    id: serial("id").primaryKey(),
    /** Null for a rule that is not saved. */
    ruleId: integer("rule_id"),
    /** Of the rule as it was tested; null for one that is not saved. */
    ruleVersion: integer("rule_version"),
    /** The rule as the API wrote it. */
    rule: jsonb("rule").$type<Record<string, unknown>>().notNull(),
    days: integer("days").notNull(),
    /** `queued`, `running`, `done`, `cancelled`, `failed`. */
    status: text("status").notNull().default("queued"),
    /** From 0 to 1. */
    progress: doublePrecision("progress").notNull().default(0),
    result: jsonb("result").$type<Record<string, unknown>>(),
    error: text("error"),
    /** How far it came, so that a restart goes on from there; null before the first chunk and once it is over. */
    checkpoint: jsonb("checkpoint").$type<Record<string, unknown>>(),
    requestedBy: text("requested_by").notNull(),
    /** `account:7`, `token:3`: who may have only so many waiting. */
    requester: text("requester").notNull().default(""),
    /** Whose series were judged; null for every brand's. Only who sees all of them may read it. */
    brands: jsonb("brands").$type<string[]>(),
    createdAt: createdAt(),
    /** When it last moved: one that stands still was left by a crash. */
    updatedAt: updatedAt(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (table) => [index("back_tests_rule").on(table.ruleId, table.id)],
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
    /** The severity level an open alert stands at. */
    level: text("level"),
    memory: jsonb("memory").$type<LevelMemory>().notNull().default({ held: {}, clear: {}, outcomes: {}, readAt: null }),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.ruleId, table.seriesId] }),
    index("rule_states_evaluated_at").on(table.evaluatedAt),
  ],
);
