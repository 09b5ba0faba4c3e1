import { describe, expect, it } from "vitest";
import { ThresholdOverrides, thresholdsWith, violationsOf } from "./violations";

describe("thresholds", () => {
  it("are L's five with the severity of each metric's rule", () => {
    expect(thresholdsWith({})).toEqual([
      { metric: "transaction_error_rate", condition: ">", threshold: 5, severity: "critical" },
      { metric: "payment_failure_rate", condition: ">", threshold: 1, severity: "critical" },
      { metric: "fraud_critical_count", condition: ">", threshold: 10, severity: "warning" },
      { metric: "api_latency_p99", condition: ">", threshold: 1000, severity: "warning" },
      { metric: "cache_hit_rate", condition: "<", threshold: 80, severity: "info" },
    ]);
  });

  it("give way to what an admin changed, and to nothing else", () => {
    const changed = thresholdsWith({ payment_failure_rate: 3 });
    expect(changed.find(({ metric }) => metric === "payment_failure_rate")).toMatchObject({
      threshold: 3,
      severity: "critical",
    });
    expect(ThresholdOverrides.safeParse({ user_total: 3 }).success).toBe(false);
  });

  it("are violated beyond them, not at them, and never without data", () => {
    const values = { transaction_error_rate: 5, payment_failure_rate: 1.01, cache_hit_rate: 79, api_latency_p99: null };
    expect(violationsOf(values, thresholdsWith({}))).toEqual([
      { metric: "payment_failure_rate", value: 1.01, threshold: 1, condition: ">", severity: "critical" },
      { metric: "cache_hit_rate", value: 79, threshold: 80, condition: "<", severity: "info" },
    ]);
  });
});
