/** What a purge goes over: most are a table of the same name, some a part of one. */
export const PURGE_TARGETS = [
  "metric_samples",
  "metric_rollups_1m",
  "metric_rollups_1h",
  "alerts",
  "alert_groups",
  "measure_runs",
  "notifications",
  "skipped_notifications",
  "delivery_attempts",
  "notices",
  "drills",
  "error_logs",
  "audit_events",
  "health_checks",
  "back_tests",
  "performance_metrics",
  "compliance_events",
  "risk_scores_history",
  "feed_events",
  "outbox",
  "occasions",
  "engine_runs",
  "engine_events",
  "engine_keys",
  "sign_in_failures",
] as const;
export type PurgeTarget = (typeof PURGE_TARGETS)[number];

/** Days each kind of history is kept; requirement K5. */
export interface RetentionDays {
  metrics: number;
  alerts: number;
  errorLogs: number;
  audit: number;
}

/** One table's turn: rows of before the instant may go, nothing younger. */
export interface Purge {
  target: PurgeTarget;
  /** `partitions`: only those that end by then go, whole. `rows`: in batches. `newest`: all but the newest `keep`. */
  by: "partitions" | "rows" | "newest";
  before: Date;
  keep?: number;
}
