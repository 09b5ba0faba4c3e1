import { expect, it, describe as suite } from "vitest";
import { aRule } from "@/lib/fixtures";
import { isMetricName } from "@/lib/metrics/catalogue";
import { DEFAULT_RULES } from "./defaults";
import { describe, describeDuration, describeValue, listOf } from "./describe";
import { ruleToWire } from "./wire";

suite("the rules the house ships", () => {
  it("are L's six exactly, and payment_outage", () => {
    expect(
      DEFAULT_RULES.map(({ name, metric, operator, threshold, severity, durationSeconds, channels }) =>
        [name, metric, operator, threshold, severity, durationSeconds, channels.join(" ")].join("|"),
      ),
    ).toEqual([
      "transaction_error_rate_high|transaction_error_rate|>|5|critical|300|log email slack pagerduty",
      "payment_failure_spike|payment_failure_rate|>|1|critical|300|log email slack pagerduty",
      "high_fraud_activity|fraud_critical_count|>|10|warning|600|log slack",
      "api_latency_high|api_latency_p99|>|1000|warning|300|log slack",
      "database_slow_queries|database_latency|>|1000|warning|600|log slack",
      "cache_hit_rate_low|cache_hit_rate|<|80|info|900|log",
      "payment_outage|payment_failure_rate_1m|>|20|critical|15|log email slack pagerduty",
    ]);
  });

  it.each(DEFAULT_RULES)("$name watches a metric there is, says what to do, and means something", (rule) => {
    expect(isMetricName(rule.metric)).toBe(true);
    expect(rule.runbook.split("\n").length).toBeGreaterThan(2);
    expect(rule.description.length).toBeGreaterThan(40);
  });
});

suite("a rule in words", () => {
  it("is one sentence", () => {
    expect(describe(aRule())).toBe(
      "Raise a critical alert when payment_failure_rate_1m is above 20 % for 15 s, and tell log, email, slack and pagerduty.",
    );
    expect(describe(aRule({ severity: "info", channels: null, durationMs: 0, labels: { provider: "nordpay" } }))).toBe(
      "Raise an info alert when payment_failure_rate_1m of provider nordpay is above 20 %, and tell whom its severity is routed to.",
    );
  });

  it("writes values with their unit and durations as people say them", () => {
    expect(describeValue(38.2, "payment_failure_rate")).toBe("38.2 %");
    expect(describeValue(1240, "api_latency_p99")).toBe("1,240 ms");
    expect(describeValue(12, "fraud_critical_count")).toBe("12");
    expect(describeValue(1.5, "pushed_metric")).toBe("1.5");
    expect([0, 15_000, 300_000, 5_415_000].map(describeDuration)).toEqual(["0 s", "15 s", "5 min", "1 h 30 min 15 s"]);
    expect([listOf([]), listOf(["a"]), listOf(["a", "b"]), listOf(["a", "b", "c"])]).toEqual([
      "nobody",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });

  it("has U's names on the wire", () => {
    expect(ruleToWire(aRule())).toMatchObject({
      rule_name: "payment_outage",
      metric_name: "payment_failure_rate_1m",
      comparison_operator: ">",
      threshold_value: 20,
      cooldown_minutes: 15,
      max_alerts_per_hour: 4,
      is_active: true,
      duration_seconds: 15,
    });
  });
});
