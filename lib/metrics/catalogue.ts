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
  service: "transactions" | "games" | "users" | "fraud_detection" | "payments" | "api" | "database" | "cache";
  /** Which direction is good; `neither` for a plain amount of work. */
  better: "lower" | "higher" | "neither";
  window: MetricWindow;
  /** One of the 19 keys of `metrics/current` (requirement C2). */
  isCurrent: boolean;
  /** The metric that counts the events behind a rate or average: what a rule's minimum sample is held against. */
  basis?: string;
}

const hour: MetricWindow = { kind: "length", ms: HOUR_MS };
const fiveMinutes: MetricWindow = { kind: "length", ms: 5 * MINUTE_MS };
const whole: MetricWindow = { kind: "whole" };

/** The 19 metrics of requirement C2 in its order, and R9's beside them. Definitions: requirements, section 12. */
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
  user_active: metric("Players active in 24 h", "count", "users", "higher", { kind: "length", ms: DAY_MS }),
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
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof METRICS;

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

/** The definition of any metric that has one; a pushed metric may have none. */
export function definitionOf(name: string): MetricDefinition | undefined {
  return isMetricName(name) ? METRICS[name] : undefined;
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
