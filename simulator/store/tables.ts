import type {
  ApiTimingRow,
  CacheStatRow,
  ComplianceEventRow,
  ErrorLogRow,
  FraudFlagRow,
  HealthCheckRow,
  Kind,
  LimitViolationRow,
  PaymentRow,
  PlayerRow,
  RiskScoreRow,
  RoundRow,
  RowOf,
  TransactionRow,
} from "@/simulator/world/schema";

/** `instant`: ms since the epoch; `cents`: hundredths of the currency. */
type ColumnType = "text" | "float8" | "int" | "bool" | "instant" | "cents";

interface Column<Row> {
  name: string;
  type: ColumnType;
  /** The value as it stood at an instant (ms): a row that finishes later is pending. */
  of(row: Row, asOfMs: number): string | number | boolean | null;
}

/** How the rows of one kind are written to their table of schema `demo`. */
export interface StoredTable<Row> {
  name: string;
  columns: readonly Column<Row>[];
  /** Where rows change after they are made: the states they may change from, and the columns that then do. */
  changes?: { from: readonly string[]; columns: readonly string[] };
}

type Getter<Row> = Column<Row>["of"];

function column<Row>(name: string, type: ColumnType, of: Getter<Row>): Column<Row> {
  return { name, type, of };
}

/** `id`, `created_at` and, where rows do not change, an equal `updated_at`. */
function fixed<Row extends { id: string; createdMs: number }>(): Column<Row>[] {
  return [
    column("id", "text", (row) => row.id),
    column("created_at", "instant", (row) => row.createdMs),
    column("updated_at", "instant", (row) => row.createdMs),
  ];
}

interface Finishing {
  id: string;
  createdMs: number;
  finishedMs: number;
}

/** Whether the row had its final state at that instant. */
export function isFinished({ finishedMs }: Finishing, asOfMs: number): boolean {
  return finishedMs <= asOfMs;
}

function finishing<Row extends Finishing>(): Column<Row>[] {
  return [
    column("id", "text", (row) => row.id),
    column("created_at", "instant", (row) => row.createdMs),
    column("updated_at", "instant", (row, asOf) => (isFinished(row, asOf) ? row.finishedMs : row.createdMs)),
  ];
}

const rounds: StoredTable<RoundRow> = {
  name: "game_rounds",
  columns: [
    ...finishing<RoundRow>(),
    column("brand", "text", (row) => row.brand),
    column("game_id", "text", (row) => row.gameId),
    column("table_id", "text", (row) => row.tableId),
    column("player_id", "text", (row) => row.playerId),
    column("stake", "cents", (row) => row.stakeCents),
    column("payout", "cents", (row, asOf) => (isFinished(row, asOf) ? row.payoutCents : 0)),
    column("currency", "text", (row) => row.currency),
    column("status", "text", (row, asOf) => (isFinished(row, asOf) ? row.status : "open")),
    column("ended_at", "instant", (row, asOf) => (isFinished(row, asOf) ? row.finishedMs : null)),
  ],
  changes: { from: ["open"], columns: ["status", "payout", "ended_at", "updated_at"] },
};

const transactions: StoredTable<TransactionRow> = {
  name: "transactions",
  columns: [
    ...finishing<TransactionRow>(),
    column("brand", "text", (row) => row.brand),
    column("player_id", "text", (row) => row.playerId),
    column("type", "text", (row) => row.type),
    column("amount", "cents", (row) => row.amountCents),
    column("currency", "text", (row) => row.currency),
    column("status", "text", (row, asOf) => (isFinished(row, asOf) ? row.status : "pending")),
    column("failure_reason", "text", (row, asOf) => (isFinished(row, asOf) ? row.failureReason : null)),
    column("round_id", "text", (row) => row.roundId),
  ],
  changes: { from: ["pending"], columns: ["status", "failure_reason", "updated_at"] },
};

const payments: StoredTable<PaymentRow> = {
  name: "payments",
  columns: [
    ...finishing<PaymentRow>(),
    column("brand", "text", (row) => row.brand),
    column("affiliate", "text", (row) => row.affiliate),
    column("player_id", "text", (row) => row.playerId),
    column("provider", "text", (row) => row.provider),
    column("method", "text", (row) => row.method),
    column("direction", "text", (row) => row.direction),
    column("amount", "cents", (row) => row.amountCents),
    column("currency", "text", (row) => row.currency),
    column("status", "text", (row, asOf) => (isFinished(row, asOf) ? row.status : "pending")),
    column("failure_reason", "text", (row, asOf) => (isFinished(row, asOf) ? row.failureReason : null)),
  ],
  changes: { from: ["pending"], columns: ["status", "failure_reason", "updated_at"] },
};

const fraudFlags: StoredTable<FraudFlagRow> = {
  name: "fraud_flags",
  columns: [
    ...finishing<FraudFlagRow>(),
    column("brand", "text", (row) => row.brand),
    column("player_id", "text", (row) => row.playerId),
    column("type", "text", (row) => row.type),
    column("score", "float8", (row) => row.score),
    column("status", "text", (row, asOf) => (isFinished(row, asOf) ? row.status : "open")),
    column("resolved_at", "instant", (row, asOf) =>
      row.status === "resolved" && isFinished(row, asOf) ? row.finishedMs : null,
    ),
  ],
  changes: { from: ["open"], columns: ["status", "resolved_at", "updated_at"] },
};

const complianceEvents: StoredTable<ComplianceEventRow> = {
  name: "compliance_events",
  columns: [
    ...fixed<ComplianceEventRow>(),
    column("brand", "text", (row) => row.brand),
    column("player_id", "text", (row) => row.playerId),
    column("type", "text", (row) => row.type),
    column("is_permanent", "bool", (row) => row.isPermanent),
    column("ends_at", "instant", (row) => row.endsMs),
  ],
};

const limitViolations: StoredTable<LimitViolationRow> = {
  name: "limit_violations",
  columns: [
    ...fixed<LimitViolationRow>(),
    column("brand", "text", (row) => row.brand),
    column("player_id", "text", (row) => row.playerId),
    column("type", "text", (row) => row.type),
    column("limit_amount", "cents", (row) => row.limitCents),
    column("attempted_amount", "cents", (row) => row.attemptedCents),
    column("currency", "text", (row) => row.currency),
  ],
};

const errorLogs: StoredTable<ErrorLogRow> = {
  name: "error_logs",
  columns: [
    ...fixed<ErrorLogRow>(),
    column("brand", "text", (row) => row.brand),
    column("type", "text", (row) => row.type),
    column("severity", "text", (row) => row.severity),
    column("message", "text", (row) => row.message),
    column("endpoint", "text", (row) => row.endpoint),
  ],
};

const apiTimings: StoredTable<ApiTimingRow> = {
  name: "performance_metrics",
  columns: [
    ...fixed<ApiTimingRow>(),
    column("brand", "text", (row) => row.brand),
    column("endpoint", "text", (row) => row.endpoint),
    column("method", "text", (row) => row.method),
    column("duration_ms", "float8", (row) => row.durationMs),
    column("status_code", "int", (row) => row.statusCode),
    column("response_bytes", "int", (row) => row.responseBytes),
  ],
};

const cacheStats: StoredTable<CacheStatRow> = {
  name: "cache_stats",
  columns: [
    ...fixed<CacheStatRow>(),
    column("backend", "text", (row) => row.backend),
    column("key_pattern", "text", (row) => row.keyPattern),
    column("hits", "int", (row) => row.hits),
    column("misses", "int", (row) => row.misses),
    column("evictions", "int", (row) => row.evictions),
  ],
};

const riskScores: StoredTable<RiskScoreRow> = {
  name: "risk_scores_history",
  columns: [
    ...fixed<RiskScoreRow>(),
    column("brand", "text", (row) => row.brand),
    column("player_id", "text", (row) => row.playerId),
    column("score", "float8", (row) => row.score),
  ],
};

const healthChecks: StoredTable<HealthCheckRow> = {
  name: "health_checks",
  columns: [
    ...fixed<HealthCheckRow>(),
    column("service", "text", (row) => row.service),
    column("status", "text", (row) => row.status),
    column("latency_ms", "float8", (row) => row.latencyMs),
    column("message", "text", (row) => row.message),
  ],
};

export const PLAYERS: StoredTable<PlayerRow & { lastActiveMs: number | null }> = {
  name: "players",
  columns: [
    ...fixed<PlayerRow & { lastActiveMs: number | null }>(),
    column("brand", "text", (row) => row.brand),
    column("affiliate", "text", (row) => row.affiliate),
    column("country", "text", (row) => row.country),
    column("last_active_at", "instant", (row) => row.lastActiveMs),
  ],
};

/** The table of each kind of row. */
export const TABLES: { [K in Kind]: StoredTable<RowOf[K]> } = {
  rounds,
  transactions,
  payments,
  fraudFlags,
  complianceEvents,
  limitViolations,
  errorLogs,
  apiTimings,
  cacheStats,
  riskScores,
  healthChecks,
};
