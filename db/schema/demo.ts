import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgSchema,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { amount, createdAt, instant, updatedAt } from "@/db/columns";

/**
 * The demo platform's own tables, behind the views of schema `platform`. Only the simulator and the import write them;
 * the console reads the views. Ids are texts made by their writer, so that writing twice is once.
 */
export const demo = pgSchema("demo");

export const demoPlayers = demo.table(
  "players",
  {
    id: text("id").primaryKey(),
    brand: text("brand").notNull(),
    affiliate: text("affiliate"),
    country: text("country"),
    /** `active`, `self_excluded`, `closed`. */
    status: text("status").notNull().default("active"),
    excludedUntil: instant("excluded_until"),
    lastActiveAt: instant("last_active_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("demo_players_created_at").on(table.createdAt),
    index("demo_players_last_active_at").on(table.lastActiveAt),
  ],
);

export const demoGames = demo.table("games", {
  id: text("id").primaryKey(),
  brand: text("brand"),
  name: text("name").notNull(),
  kind: text("kind").notNull(),
  /** Theoretical return to player, %. */
  rtp: doublePrecision("rtp"),
  isActive: boolean("is_active").notNull().default(true),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const demoGameTables = demo.table("game_tables", {
  id: text("id").primaryKey(),
  brand: text("brand").notNull(),
  gameId: text("game_id").notNull(),
  name: text("name").notNull(),
  state: text("state").notNull(),
  stateSince: instant("state_since").notNull(),
  players: integer("players").notNull().default(0),
  bots: integer("bots").notNull().default(0),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const demoGameRounds = demo.table(
  "game_rounds",
  {
    id: text("id").primaryKey(),
    brand: text("brand").notNull(),
    gameId: text("game_id").notNull(),
    tableId: text("table_id"),
    /** null where several players share a round; their bets are transactions of it. */
    playerId: text("player_id"),
    stake: amount("stake").notNull(),
    payout: amount("payout").notNull(),
    currency: text("currency").notNull(),
    /** `open`, `settled`, `voided`. */
    status: text("status").notNull(),
    endedAt: instant("ended_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("demo_game_rounds_created_at").on(table.createdAt),
    index("demo_game_rounds_brand_created_at").on(table.brand, table.createdAt),
  ],
);

export const demoTransactions = demo.table(
  "transactions",
  {
    id: text("id").primaryKey(),
    brand: text("brand").notNull(),
    playerId: text("player_id").notNull(),
    /** `bet`, `payout`, `bonus`, `adjustment`. */
    type: text("type").notNull(),
    amount: amount("amount").notNull(),
    currency: text("currency").notNull(),
    /** `pending`, `completed`, `failed`. */
    status: text("status").notNull(),
    failureReason: text("failure_reason"),
    roundId: text("round_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("demo_transactions_created_at").on(table.createdAt),
    index("demo_transactions_brand_created_at").on(table.brand, table.createdAt),
  ],
);

export const demoPayments = demo.table(
  "payments",
  {
    id: text("id").primaryKey(),
    brand: text("brand").notNull(),
    affiliate: text("affiliate"),
    playerId: text("player_id").notNull(),
    provider: text("provider").notNull(),
    method: text("method").notNull(),
    /** `deposit`, `withdrawal`. */
    direction: text("direction").notNull(),
    amount: amount("amount").notNull(),
    currency: text("currency").notNull(),
    /** `pending`, `completed`, `failed`. */
    status: text("status").notNull(),
    failureReason: text("failure_reason"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("demo_payments_created_at").on(table.createdAt),
    index("demo_payments_brand_created_at").on(table.brand, table.createdAt),
  ],
);

export const demoFraudFlags = demo.table(
  "fraud_flags",
  {
    id: text("id").primaryKey(),
    brand: text("brand").notNull(),
    playerId: text("player_id").notNull(),
    type: text("type").notNull(),
    /** 0 to 100. */
    score: doublePrecision("score").notNull(),
    /** `open`, `resolved`. */
    status: text("status").notNull(),
    resolvedAt: instant("resolved_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("demo_fraud_flags_created_at").on(table.createdAt)],
);

export const demoComplianceEvents = demo.table(
  "compliance_events",
  {
    id: text("id").primaryKey(),
    brand: text("brand").notNull(),
    playerId: text("player_id").notNull(),
    /** `self_exclusion`, `cooling_off`, `kyc_failed`, `underage_attempt`. */
    type: text("type").notNull(),
    isPermanent: boolean("is_permanent").notNull().default(false),
    endsAt: instant("ends_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("demo_compliance_events_created_at").on(table.createdAt)],
);

export const demoLimitViolations = demo.table(
  "limit_violations",
  {
    id: text("id").primaryKey(),
    brand: text("brand").notNull(),
    playerId: text("player_id").notNull(),
    /** `bet`, `deposit`, `loss`, `session`. */
    type: text("type").notNull(),
    limitAmount: amount("limit_amount"),
    attemptedAmount: amount("attempted_amount"),
    currency: text("currency"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("demo_limit_violations_created_at").on(table.createdAt)],
);

export const demoErrorLogs = demo.table(
  "error_logs",
  {
    id: text("id").primaryKey(),
    brand: text("brand"),
    type: text("type").notNull(),
    /** `warning`, `error`, `critical`. */
    severity: text("severity").notNull(),
    message: text("message").notNull(),
    endpoint: text("endpoint"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("demo_error_logs_created_at").on(table.createdAt)],
);

export const demoPerformanceMetrics = demo.table(
  "performance_metrics",
  {
    id: text("id").primaryKey(),
    brand: text("brand"),
    endpoint: text("endpoint").notNull(),
    method: text("method").notNull(),
    durationMs: doublePrecision("duration_ms").notNull(),
    statusCode: integer("status_code").notNull(),
    responseBytes: integer("response_bytes"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("demo_performance_metrics_created_at").on(table.createdAt)],
);

export const demoCacheStats = demo.table(
  "cache_stats",
  {
    id: text("id").primaryKey(),
    brand: text("brand"),
    backend: text("backend").notNull(),
    keyPattern: text("key_pattern").notNull(),
    hits: integer("hits").notNull(),
    misses: integer("misses").notNull(),
    evictions: integer("evictions").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("demo_cache_stats_created_at").on(table.createdAt)],
);

export const demoRiskScoresHistory = demo.table(
  "risk_scores_history",
  {
    id: text("id").primaryKey(),
    brand: text("brand").notNull(),
    playerId: text("player_id").notNull(),
    score: doublePrecision("score").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("demo_risk_scores_history_created_at").on(table.createdAt)],
);

export const demoHealthChecks = demo.table(
  "health_checks",
  {
    id: text("id").primaryKey(),
    service: text("service").notNull(),
    /** `healthy`, `warning`, `critical`. */
    status: text("status").notNull(),
    latencyMs: doublePrecision("latency_ms"),
    message: text("message"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("demo_health_checks_created_at").on(table.createdAt)],
);

export const demoExchangeRates = demo.table(
  "exchange_rates",
  {
    day: date("day", { mode: "string" }).notNull(),
    /** One unit of `currency` is worth `rate` units of `quote` on that day. */
    currency: text("currency").notNull(),
    quote: text("quote").notNull(),
    rate: numeric("rate", { precision: 20, scale: 10 }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.day, table.currency, table.quote] })],
);

/** What the simulator remembers between starts: its seed, where the history ends, incidents under way. */
export const demoState = demo.table("state", {
  key: text("key").primaryKey(),
  value: jsonb("value").$type<unknown>().notNull(),
  updatedAt: updatedAt(),
});
