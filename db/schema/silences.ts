import { boolean, index, integer, jsonb, pgTable, serial, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "@/db/columns";
import type { Matcher } from "@/lib/kernel/matchers";
import type { Extension } from "@/lib/silences/schema";

/** Silences and maintenance windows: what they match, nobody is told of while they last. Never deleted, only ended. */
export const silences = pgTable(
  "silences",
  {
    id: serial("id").primaryKey(),
    reason: text("reason").notNull(),
    matchers: jsonb("matchers").$type<Matcher[]>().notNull(),
    /** Graver alerts pass. */
    maxSeverity: text("max_severity").notNull().default("critical"),
    startsAt: instant("starts_at").notNull(),
    /** Of the only occurrence, or of the first of a recurring one. */
    endsAt: instant("ends_at").notNull(),
    /** RFC 5545, without DTSTART; null for one that happens once. */
    recurrence: text("recurrence"),
    /** In which the recurrence is meant: 02:00 stays 02:00 over a change of clocks. */
    timeZone: text("time_zone").notNull(),
    /** Minutes before the end at which its maker is warned; null for no warning. */
    warnMinutes: integer("warn_minutes").default(15),
    /** End of the occurrence that was last warned of. */
    warnedOf: instant("warned_of"),
    createdBy: text("created_by").notNull(),
    endedAt: instant("ended_at"),
    endedBy: text("ended_by"),
    /** An occurrence of a recurring one that goes on longer than the others. */
    extension: jsonb("extension").$type<Extension>(),
    /** Occurrences of a recurring one that began before then are over: somebody ended the one that ran. */
    skippedUntil: instant("skipped_until"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("silences_ended_at").on(table.endedAt, table.endsAt)],
);

/** What a rule may call for: a signed webhook to the platform. */
export const protectiveMeasures = pgTable("protective_measures", {
  id: serial("id").primaryKey(),
  name: text("name").notNull().unique(),
  url: text("url").notNull(),
  /** Called to take it back; null where that is done by hand. */
  undoUrl: text("undo_url"),
  /** `triggered`, `escalated`. */
  occasion: text("occasion").notNull(),
  isDryRun: boolean("is_dry_run").notNull().default(true),
  needsApproval: boolean("needs_approval").notNull().default(true),
  isActive: boolean("is_active").notNull().default(true),
  createdBy: text("created_by").notNull(),
  /** Who changed it last: cannot be the one who approves it. */
  changedBy: text("changed_by").notNull(),
  version: integer("version").notNull().default(1),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** One call of a measure for an alert, with what became of it. */
export const measureRuns = pgTable(
  "measure_runs",
  {
    id: serial("id").primaryKey(),
    measureId: integer("measure_id").notNull(),
    measureName: text("measure_name").notNull(),
    alertId: integer("alert_id").notNull(),
    occasion: text("occasion").notNull(),
    /** `run`, `undo`. */
    action: text("action").notNull().default("run"),
    /** `waiting`, `approved`, `declined`, `done`, `dry_run`, `failed`, `undone`. */
    status: text("status").notNull(),
    url: text("url").notNull(),
    isDryRun: boolean("is_dry_run").notNull(),
    /** What is sent, fixed when it was asked for: each attempt sends the same. */
    request: jsonb("request").$type<Record<string, unknown>>().notNull().default({}),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    /** The platform's word. */
    response: text("response"),
    finishedAt: instant("finished_at"),
    createdAt: createdAt(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    index("measure_runs_alert").on(table.alertId),
    /** Asked for twice is once. */
    uniqueIndex("measure_runs_once").on(table.measureId, table.alertId, table.occasion, table.action),
  ],
);
