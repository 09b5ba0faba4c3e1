import { addMs } from "@/lib/kernel/time";
import type { MetricName } from "./catalogue";
import type { Subsystem } from "./schema";

interface SourceDefinition {
  /** What is read, in words: the view's name where it is one. */
  reads: string;
  /** What is not collected while it cannot be read; a metric of two sources needs both. */
  metrics: readonly MetricName[];
  /** Whose health says critical while it does not answer. */
  subsystem?: Subsystem;
  /** The probe tells whether the database answers at all: it is made every time. */
  isNeverSkipped?: boolean;
}

/** Everything a collection reads, each on its own: one that fails takes no other with it. In the order of reading. */
export const SOURCES = {
  database: {
    reads: "the platform's database",
    metrics: ["database_latency"],
    subsystem: "database",
    isNeverSkipped: true,
  },
  transactions: {
    reads: "platform.transactions",
    metrics: ["transaction_count", "transaction_error_rate", "transaction_volume", "operation_success_rate"],
    subsystem: "transactions",
  },
  games: { reads: "platform.games", metrics: ["game_count"] },
  active_players: { reads: "players in platform.transactions and platform.game_rounds", metrics: ["active_players"] },
  game_rounds: { reads: "platform.game_rounds", metrics: ["game_win_rate", "game_avg_duration"] },
  players: { reads: "platform.players", metrics: ["user_total", "user_active", "user_new_today"] },
  fraud_flags: {
    reads: "platform.fraud_flags",
    metrics: ["fraud_flags_count", "fraud_critical_count", "fraud_avg_score"],
    subsystem: "fraud_detection",
  },
  payments: {
    reads: "platform.payments",
    metrics: [
      "payment_count",
      "payment_failure_rate",
      "payment_volume",
      "payment_failure_rate_1m",
      "operation_success_rate",
    ],
    subsystem: "payments",
  },
  operations: {
    reads: "the last day of platform.transactions and platform.payments",
    metrics: ["operation_error_rate_24h", "operation_count_24h"],
  },
  performance_metrics: {
    reads: "platform.performance_metrics",
    metrics: ["api_latency_p99", "api_request_count", "api_error_rate", "api_response_time_avg"],
    subsystem: "api",
  },
  error_logs: {
    reads: "platform.error_logs",
    metrics: [
      "critical_error_count",
      "authentication_failure_count",
      "rate_limit_violation_count",
      "large_data_export_count",
      "brand_isolation_violation_count",
    ],
  },
  exclusions: {
    reads: "bets in platform.transactions of players excluded by platform.compliance_events",
    metrics: ["self_exclusion_breach_count"],
  },
  cache_stats: { reads: "platform.cache_stats", metrics: ["cache_hit_rate"], subsystem: "cache" },
  exchange_rates: { reads: "platform.exchange_rates", metrics: [] },
} as const satisfies Record<string, SourceDefinition>;

export type SourceName = keyof typeof SOURCES;

export function isSourceName(name: string): name is SourceName {
  return Object.hasOwn(SOURCES, name);
}

export function sourceDefinition(source: SourceName): SourceDefinition {
  return SOURCES[source];
}

/** How reading a source went. */
export type ReadOutcome =
  | { kind: "answered"; ms: number }
  /** A table, column or schema is not there; `word` is the database's. */
  | { kind: "missing"; ms: number; word: string }
  | { kind: "failed"; ms: number; word: string }
  | { kind: "slow"; limitMs: number };

/** How a source did the last time it was read; shown on the system page. */
export interface SourceState {
  source: string;
  status: "ok" | "missing" | "slow" | "failed";
  /** In words; null when all is well. */
  warning: string | null;
  lastReadAt: Date | null;
  lastOkAt: Date | null;
  lastDurationMs: number | null;
  /** A slow source is left alone until then. */
  skipUntil: Date | null;
}

interface Read {
  previous: SourceState | undefined;
  /** How long a slow source is left alone. */
  skipMs: number;
  now: Date;
}

/** What is remembered of a read, and what a person is told. */
export function judgeRead(source: SourceName, outcome: ReadOutcome, { previous, skipMs, now }: Read): SourceState {
  const state = { source, lastReadAt: now, lastOkAt: previous?.lastOkAt ?? null, skipUntil: null };
  switch (outcome.kind) {
    case "answered":
      return { ...state, status: "ok", warning: null, lastOkAt: now, lastDurationMs: outcome.ms };
    case "missing":
      return { ...state, status: "missing", warning: missingWarning(source, outcome.word), lastDurationMs: outcome.ms };
    case "failed":
      return {
        ...state,
        status: "failed",
        warning: `${cannotBeRead(source)}: ${outcome.word}.`,
        lastDurationMs: outcome.ms,
      };
    case "slow": {
      const skipUntil = sourceDefinition(source).isNeverSkipped ? null : addMs(now, skipMs);
      const pause = skipUntil === null ? "" : ` It is left alone for ${Math.round(skipMs / 1000)} s.`;
      const warning = `${cannotBeRead(source)}: no answer within ${outcome.limitMs} ms.${pause}`;
      return { ...state, status: "slow", warning, lastDurationMs: outcome.limitMs, skipUntil };
    }
  }
}

export function isSkipped(state: SourceState | undefined, now: Date): boolean {
  return state?.skipUntil != null && now < state.skipUntil;
}

function missingWarning(source: SourceName, word: string): string {
  return `${cannotBeRead(source)}: ${word}. Create what is missing as docs/platform-views.md describes it.`;
}

function cannotBeRead(source: SourceName): string {
  const { reads, metrics } = sourceDefinition(source);
  const lost =
    metrics.length === 0 ? "" : `, so ${metrics.join(", ")} ${metrics.length === 1 ? "is" : "are"} not collected`;
  return `Cannot read ${reads}${lost}`;
}
