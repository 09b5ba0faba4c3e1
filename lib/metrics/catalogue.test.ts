import { describe, expect, it } from "vitest";
import {
  CURRENT_METRICS,
  definitionOf,
  isMetricName,
  METRIC_NAMES,
  METRICS,
  MINUTE_METRICS,
  UNCOLLECTED,
} from "./catalogue";

describe("the catalogue", () => {
  it("names exactly the 19 metrics of metrics/current, in the order of the requirement", () => {
    expect(CURRENT_METRICS).toEqual([
      "transaction_count",
      "transaction_error_rate",
      "transaction_volume",
      "game_count",
      "active_players",
      "game_win_rate",
      "game_avg_duration",
      "user_total",
      "user_active",
      "user_new_today",
      "fraud_flags_count",
      "fraud_critical_count",
      "fraud_avg_score",
      "payment_count",
      "payment_failure_rate",
      "payment_volume",
      "api_latency_p99",
      "database_latency",
      "cache_hit_rate",
    ]);
  });

  it("holds what the other rules need beside them", () => {
    expect(METRIC_NAMES.filter((name) => !CURRENT_METRICS.includes(name))).toEqual([
      "payment_failure_rate_1m",
      "operation_success_rate",
      "operation_error_rate_24h",
      "operation_count_24h",
      "api_request_count",
      "api_error_rate",
      "api_response_time_avg",
      "critical_error_count",
      "authentication_failure_count",
      "rate_limit_violation_count",
      "large_data_export_count",
      "brand_isolation_violation_count",
      "self_exclusion_breach_count",
    ]);
    expect(MINUTE_METRICS).toEqual(["operation_error_rate_24h", "operation_count_24h"]);
  });

  it("knows what nothing collects yet by name and unit, apart from what is", () => {
    expect(Object.keys(UNCOLLECTED).filter(isMetricName)).toEqual([]);
    expect(definitionOf("memory_usage")).toMatchObject({ unit: "percentage", isCurrent: false });
  });

  it("defines no metric by the name of something every object has", () => {
    expect(definitionOf("constructor")).toBeUndefined();
    expect(definitionOf("payment_failure_rate")).toBe(METRICS.payment_failure_rate);
  });

  it("writes units and services short enough for U's columns", () => {
    for (const { unit, service } of Object.values({ ...METRICS, ...UNCOLLECTED })) {
      expect(unit.length).toBeLessThanOrEqual(20);
      expect(service.length).toBeLessThanOrEqual(50);
    }
  });
});
