import { bigserial, boolean, doublePrecision, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, instant } from "@/db/columns";

/** Errors of our own and those pushed to us. The platform's own are the view platform.error_logs. */
export const errorLogs = pgTable(
  "error_logs",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    type: text("type").notNull(),
    severity: text("severity").notNull(),
    message: text("message").notNull(),
    brand: text("brand"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    correlationId: text("correlation_id"),
    createdAt: createdAt(),
  },
  (table) => [index("error_logs_at").on(table.at)],
);

export const performanceMetrics = pgTable(
  "performance_metrics",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    endpoint: text("endpoint").notNull(),
    method: text("method"),
    brand: text("brand"),
    durationMs: doublePrecision("duration_ms").notNull(),
    statusCode: integer("status_code"),
    responseBytes: integer("response_bytes"),
    createdAt: createdAt(),
  },
  (table) => [index("performance_metrics_at").on(table.at)],
);

export const complianceEvents = pgTable(
  "compliance_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    type: text("type").notNull(),
    brand: text("brand"),
    playerId: text("player_id"),
    isPermanent: boolean("is_permanent").notNull().default(false),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [index("compliance_events_at").on(table.at)],
);

export const riskScoresHistory = pgTable(
  "risk_scores_history",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    brand: text("brand"),
    playerId: text("player_id").notNull(),
    score: doublePrecision("score").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [index("risk_scores_history_at").on(table.at)],
);
