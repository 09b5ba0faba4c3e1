import { addMs, DAY_MS } from "@/lib/kernel/time";
import { PURGE_TARGETS, type Purge, type PurgeTarget, type RetentionDays } from "./schema";

/** L's least for metrics: a shorter setting is allowed and warned of. */
export const LEAST_METRICS_DAYS = 90;
/** Rows that say why somebody was not told (requirement K5). */
const SKIPPED_DAYS = 30;
/** What the house needs only for its own work: messages sent, runs ended, failed sign-ins. */
const HOUSE_DAYS = 7;
/** K5's periods that no variable changes. */
const CHECKS_DAYS = 90;
const YEAR_DAYS = 365;

/** How many days each target is kept; `feed_events` are counted, not dated, and keys say themselves until when. */
function daysOf(target: PurgeTarget, days: RetentionDays): number {
  switch (target) {
    case "metric_samples":
    case "metric_rollups_1m":
    case "metric_rollups_1h":
      return days.metrics;
    case "alerts":
    case "alert_groups":
    case "measure_runs":
      return days.alerts;
    case "error_logs":
      return days.errorLogs;
    case "audit_events":
      return days.audit;
    case "notices":
    case "health_checks":
    case "back_tests":
    case "performance_metrics":
      return CHECKS_DAYS;
    case "notifications":
    case "delivery_attempts":
    case "drills":
    case "compliance_events":
    case "risk_scores_history":
      return YEAR_DAYS;
    case "skipped_notifications":
      return SKIPPED_DAYS;
    case "outbox":
    case "occasions":
    case "engine_runs":
    case "engine_events":
    case "sign_in_failures":
      return HOUSE_DAYS;
    case "engine_keys":
    case "feed_events":
      return 0;
  }
}

interface Retention {
  days: RetentionDays;
  /** Feed events a client may resume over. */
  feedEvents: number;
}

/** What may be purged at an instant, table by table. The platform's tables are in no plan. */
export function planPurge({ days, feedEvents }: Retention, now: Date): Purge[] {
  return PURGE_TARGETS.map((target) => {
    const before = addMs(now, -daysOf(target, days) * DAY_MS);
    if (target === "feed_events") return { target, by: "newest", before, keep: feedEvents };
    return { target, by: target === "metric_samples" || target === "notifications" ? "partitions" : "rows", before };
  });
}

/** The sentence for the start and the system page where metrics are kept for less than L's 90 days; null where not. */
export function retentionWarning({ metrics }: Pick<RetentionDays, "metrics">): string | null {
  if (metrics >= LEAST_METRICS_DAYS) return null;
  const kept = metrics < 1 ? `${Math.round(metrics * 24)} hours` : `${Math.round(metrics * 10) / 10} days`;
  return `Metrics are kept for ${kept} only; at least ${LEAST_METRICS_DAYS} days are expected (METRICS_RETENTION_DAYS).`;
}
