import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";

/** U's words for units; `amount` is money in the reporting currency or the scope's only one. */
export const UNITS = ["percentage", "milliseconds", "seconds", "count", "score", "amount"] as const;
export type Unit = (typeof UNITS)[number];

/** What a metric is measured over, ending at `at`; `whole` is no window, `today` begins at midnight of the reporting zone. */
export type MetricWindow = { kind: "length"; ms: number } | { kind: "today" } | { kind: "whole" } | { kind: "instant" };

export interface MetricDefinition {
  title: string;
  unit: Unit;
  /** U's `service_name`: the part of the platform it tells of. */
  service:
    | "transactions"
    | "games"
    | "users"
    | "fraud_detection"
    | "payments"
    | "api"
    | "database"
    | "cache"
    | "security"
    | "player_safety"
    | "affiliates"
    | "system";
  /** Which direction is good; `neither` for a plain amount of work. */
  better: "lower" | "higher" | "neither";
  window: MetricWindow;
  /** One of the 19 keys of `metrics/current` (requirement C2). */
  isCurrent: boolean;
  /** The metric that counts the events behind a rate or average: what a rule's minimum sample is held against. */
  basis?: string;
  /** Kept by the first collection of each minute alone: its window is too long to be read at every one. */
  cadence?: "minute";
}

const hour: MetricWindow = { kind: "length", ms: HOUR_MS };
const fiveMinutes: MetricWindow = { kind: "length", ms: 5 * MINUTE_MS };
const day: MetricWindow = { kind: "length", ms: DAY_MS };
const whole: MetricWindow = { kind: "whole" };

/**
 * The 19 metrics of requirement C2 in its order (definitions: requirements, section 12), then R9's, and those that the
 * shipped rules need. Windows are `[at − length, at)`; a ratio or a mean of nothing has no value.
 */
export const METRICS = {
  transaction_count: metric("Transactions", "count", "transactions", "neither", hour),
  transaction_error_rate: {
    ...metric("Transaction error rate", "percentage", "transactions", "lower", hour),
    basis: "transaction_count",
  },
  transaction_volume: metric("Transaction volume", "amount", "transactions", "neither", hour),
  game_count: metric("Games configured", "count", "games", "neither", whole),
  active_players: metric("Active players", "count", "games", "higher", hour),
  game_win_rate: metric("Game win rate", "percentage", "games", "neither", hour),
  game_avg_duration: metric("Average game duration", "seconds", "games", "neither", hour),
  user_total: metric("Players registered", "count", "users", "higher", whole),
  user_active: metric("Players active in 24 h", "count", "users", "higher", day),
  user_new_today: metric("New players today", "count", "users", "higher", { kind: "today" }),
  fraud_flags_count: metric("Fraud flags", "count", "fraud_detection", "lower", hour),
  fraud_critical_count: metric("Critical fraud flags", "count", "fraud_detection", "lower", hour),
  fraud_avg_score: {
    ...metric("Average fraud score", "score", "fraud_detection", "lower", hour),
    basis: "fraud_flags_count",
  },
  payment_count: metric("Payments", "count", "payments", "neither", hour),
  payment_failure_rate: {
    ...metric("Payment failure rate", "percentage", "payments", "lower", hour),
    basis: "payment_count",
  },
  payment_volume: metric("Payment volume", "amount", "payments", "neither", hour),
  api_latency_p99: metric("API latency, 99th percentile", "milliseconds", "api", "lower", fiveMinutes),
  database_latency: metric("Database latency", "milliseconds", "database", "lower", { kind: "instant" }),
  cache_hit_rate: metric("Cache hit rate", "percentage", "cache", "higher", fiveMinutes),
  payment_failure_rate_1m: {
    ...metric("Payment failure rate, last minute", "percentage", "payments", "lower", {
      kind: "length",
      ms: MINUTE_MS,
    }),
    isCurrent: false,
  },
  /** completed / (completed + failed) × 100 of wallet transactions and payments together. */
  operation_success_rate: {
    ...beside("Operation success rate", "percentage", "transactions", "higher", hour),
    basis: "transaction_count",
  },
  /** failed / (completed + failed) × 100 of wallet transactions and payments together. */
  operation_error_rate_24h: {
    ...beside("Operation error rate, 24 h", "percentage", "transactions", "lower", day),
    basis: "operation_count_24h",
    cadence: "minute",
  },
  /** completed + failed of both. */
  operation_count_24h: {
    ...beside("Operations finished, 24 h", "count", "transactions", "neither", day),
    cadence: "minute",
  },
  /** Timed requests: a platform may write a sample of them. */
  api_request_count: beside("API requests timed", "count", "api", "neither", fiveMinutes),
  /** Answers with a status of 500 and above / all answers × 100; a 4xx is the caller's fault. */
  api_error_rate: {
    ...beside("API error rate", "percentage", "api", "lower", fiveMinutes),
    basis: "api_request_count",
  },
  /** Mean of duration_ms. */
  api_response_time_avg: {
    ...beside("API response time, average", "milliseconds", "api", "lower", hour),
    basis: "api_request_count",
  },
  /** Rows of error_logs with severity `critical`. */
  critical_error_count: beside("Critical errors", "count", "system", "lower", fiveMinutes),
  /** Rows of error_logs of type `authentication_failure`; the three after it likewise. */
  authentication_failure_count: beside("Authentication failures", "count", "security", "lower", hour),
  rate_limit_violation_count: beside("Rate-limit violations", "count", "security", "lower", hour),
  large_data_export_count: beside("Large data exports", "count", "security", "lower", hour),
  brand_isolation_violation_count: beside("Brand isolation violations", "count", "security", "lower", hour),
  /** Bets, failed ones aside, of players whose self-exclusion or cooling off had begun and not ended at that instant. */
  self_exclusion_breach_count: beside("Bets of excluded players", "count", "player_safety", "lower", fiveMinutes),
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof METRICS;

const instant: MetricWindow = { kind: "instant" };

/** What shipped rules are written for and nothing collects yet: known by name and unit, and pushed by whoever has it. */
export const UNCOLLECTED = {
  memory_usage: beside("Memory used", "percentage", "system", "lower", instant),
  /** Growth of the resident set, MB in an hour. */
  memory_growth: beside("Memory growth, MB an hour", "count", "system", "lower", hour),
  cpu_usage: beside("CPU used", "percentage", "system", "lower", instant),
  event_loop_lag: beside("Event-loop lag", "milliseconds", "system", "lower", instant),
  queue_depth: beside("Jobs waiting", "count", "system", "lower", instant),
  slow_query_count: beside("Slow queries", "count", "database", "lower", hour),
  database_pool_usage: beside("Database connections used", "percentage", "database", "lower", instant),
  affiliate_performance_score: beside("Affiliate performance", "score", "affiliates", "higher", hour),
  unanswered_service_count: beside("Services that do not answer", "count", "system", "lower", instant),
  limit_bypass_count: beside("Limits bypassed", "count", "player_safety", "lower", fiveMinutes),
} as const satisfies Record<string, MetricDefinition>;

export function isUncollected(name: string): name is keyof typeof UNCOLLECTED {
  return Object.hasOwn(UNCOLLECTED, name);
}

/** R9: `payment_failure_rate_1m` is absent below this many finished payments, since one failure would be a tenth. */
export const MIN_FINISHED_PAYMENTS = 10;
/** L: a fraud flag above this score is critical. */
export const CRITICAL_FRAUD_SCORE = 75;

export function isMetricName(name: string): name is MetricName {
  return Object.hasOwn(METRICS, name);
}

/** All names in the catalogue's order: L's 19, then those beside them. */
export const METRIC_NAMES: readonly MetricName[] = Object.keys(METRICS).filter(isMetricName);
/** Exactly the 19 keys of `metrics/current`. */
export const CURRENT_METRICS: readonly MetricName[] = METRIC_NAMES.filter((name) => METRICS[name].isCurrent);

/** One value for every metric. The cast holds because the names are those of the catalogue, each once. */
export function valuesByMetric<Value>(pick: (metric: MetricName) => Value): Record<MetricName, Value> {
  return Object.fromEntries(METRIC_NAMES.map((metric) => [metric, pick(metric)])) as Record<MetricName, Value>;
}

/** Those kept once a minute. */
export const MINUTE_METRICS: readonly MetricName[] = METRIC_NAMES.filter(
  (name) => definitionOf(name)?.cadence === "minute",
);

/** The definition of any metric that has one; a pushed metric may have none. */
export function definitionOf(name: string): MetricDefinition | undefined {
  if (isMetricName(name)) return METRICS[name];
  return isUncollected(name) ? UNCOLLECTED[name] : undefined;
}

function metric(
  title: string,
  unit: Unit,
  service: MetricDefinition["service"],
  better: MetricDefinition["better"],
  window: MetricWindow,
): MetricDefinition {
  return { title, unit, service, better, window, isCurrent: true };
}

/** A metric beside the 19. */
function beside(...given: Parameters<typeof metric>): MetricDefinition {
  return { ...metric(...given), isCurrent: false };
}
