import { describe, expect, it } from "vitest";
import { CURRENT_METRICS, definitionOf, METRIC_NAMES, METRICS } from "./catalogue";

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

  it("holds the fast payment rate beside them", () => {
    expect(METRIC_NAMES.filter((name) => !CURRENT_METRICS.includes(name))).toEqual(["payment_failure_rate_1m"]);
  });

  it("defines no metric by the name of something every object has", () => {
    expect(definitionOf("constructor")).toBeUndefined();
    expect(definitionOf("payment_failure_rate")).toBe(METRICS.payment_failure_rate);
  });

  it("writes units and services short enough for U's columns", () => {
    for (const { unit, service } of Object.values(METRICS)) {
      expect(unit.length).toBeLessThanOrEqual(20);
      expect(service.length).toBeLessThanOrEqual(50);
    }
  });
});
