import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/kernel/time";
import { planPurge, retentionWarning } from "./plan";

const now = new Date("2026-11-20T04:17:00Z");
const days = { metrics: 90, alerts: 365, errorLogs: 30, audit: 365 };

describe("the purge plan", () => {
  it("keeps each kind of history as long as the requirement says", () => {
    const plan = planPurge({ days, feedEvents: 10_000 }, now);
    const kept = Object.fromEntries(
      plan.map(({ target, before }) => [target, (now.getTime() - before.getTime()) / DAY_MS]),
    );
    expect(kept).toEqual({
      metric_samples: 90,
      metric_rollups_1m: 90,
      metric_rollups_1h: 90,
      alerts: 365,
      alert_groups: 365,
      measure_runs: 365,
      notifications: 365,
      skipped_notifications: 30,
      delivery_attempts: 365,
      notices: 90,
      drills: 365,
      error_logs: 30,
      audit_events: 365,
      health_checks: 90,
      back_tests: 90,
      performance_metrics: 90,
      compliance_events: 365,
      risk_scores_history: 365,
      feed_events: 0,
      outbox: 7,
      occasions: 7,
      engine_runs: 7,
      engine_events: 7,
      engine_keys: 0,
      sign_in_failures: 7,
    });
  });

  it("drops samples and notifications by partition and counts the feed", () => {
    const plan = planPurge({ days, feedEvents: 10_000 }, now);
    expect(plan.filter(({ by }) => by === "partitions").map(({ target }) => target)).toEqual([
      "metric_samples",
      "notifications",
    ]);
    expect(plan.find(({ target }) => target === "feed_events")).toMatchObject({ by: "newest", keep: 10_000 });
  });

  it("touches nothing of the platform", () => {
    const targets: string[] = planPurge({ days, feedEvents: 1 }, now).map(({ target }) => target);
    for (const theirs of ["players", "transactions", "payments", "game_rounds", "fraud_flags"])
      expect(targets).not.toContain(theirs);
  });
});

describe("a short period for metrics", () => {
  it("is warned of under 90 days", () => {
    expect(retentionWarning({ metrics: 90 })).toBeNull();
    expect(retentionWarning({ metrics: 30 })).toBe(
      "Metrics are kept for 30 days only; at least 90 days are expected (METRICS_RETENTION_DAYS).",
    );
    expect(retentionWarning({ metrics: 0.5 })).toMatch(/^Metrics are kept for 12 hours only/);
  });
});
