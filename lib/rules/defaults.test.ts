import { readFileSync } from "node:fs";
import { expect, it, describe as suite } from "vitest";
import { aRule } from "@/lib/fixtures";
import { MINUTE_MS } from "@/lib/kernel/time";
import { definitionOf, isMetricName } from "@/lib/metrics/catalogue";
import { RuleBody } from "./body";
import { type DefaultRule, defaultRule } from "./default-rule";
import { DEFAULT_RULES } from "./defaults";
import { describe, describeDuration, describeReading, describeValue, listOf } from "./describe";
import { RULE_OF_ALERT_TYPE, withFirstLevels } from "./first-levels";
import { readRuleBody } from "./read-body";
import { ruleToBody, ruleToWire } from "./wire";

const written = ({ name, metric, operator, threshold, critical, severity, durationSeconds, channels }: DefaultRule) =>
  [
    name,
    metric,
    operator,
    threshold,
    ...(critical === undefined ? [] : [critical]),
    severity,
    durationSeconds,
    channels?.join(" ") ?? "routed",
  ].join("|");

suite("the rules the house ships", () => {
  it("begin with L's six exactly, and payment_outage", () => {
    expect(DEFAULT_RULES.slice(0, 7).map(written)).toEqual([
      "transaction_error_rate_high|transaction_error_rate|>|5|critical|300|log email slack pagerduty",
      "payment_failure_spike|payment_failure_rate|>|1|critical|300|log email slack pagerduty",
      "high_fraud_activity|fraud_critical_count|>|10|warning|600|log slack",
      "api_latency_high|api_latency_p99|>|1000|warning|300|log slack",
      "database_slow_queries|database_latency|>|1000|warning|600|log slack",
      "cache_hit_rate_low|cache_hit_rate|<|80|info|900|log",
      "payment_outage|payment_failure_rate_1m|>|20|critical|15|log email slack pagerduty",
    ]);
  });

  it("go on with D's, G's, T's and U's figures, and ours", () => {
    expect(DEFAULT_RULES.slice(7).map(written)).toEqual([
      "api_error_rate_high|api_error_rate|>|5|10|warning|120|routed",
      "error_rate|operation_error_rate_24h|>|2|5|warning|0|routed",
      "success_rate|operation_success_rate|<|95|90|warning|300|routed",
      "response_time|api_response_time_avg|>|1000|2000|warning|300|routed",
      "critical_error|critical_error_count|>|0|critical|0|routed",
      "sla_breach|api_error_rate|>|6|14.4|warning|0|routed",
      "metric_silence|transaction_count|>|120|critical|60|routed",
      "system_down|unanswered_service_count|>|0|critical|0|routed",
      "slow_queries|slow_query_count|>|3|10|warning|0|routed",
      "database_pool_exhaustion|database_pool_usage|>=|90|100|warning|60|routed",
      "brand_isolation_violation|brand_isolation_violation_count|>|0|critical|0|routed",
      "self_exclusion_breach|self_exclusion_breach_count|>|0|critical|0|routed",
      "limit_bypass|limit_bypass_count|>|0|critical|0|routed",
      "authentication_failures|authentication_failure_count|>|50|200|warning|0|routed",
      "rate_limit_violations|rate_limit_violation_count|>|50|200|warning|0|routed",
      "large_data_exports|large_data_export_count|>|3|warning|0|routed",
      "affiliate_degradation|affiliate_performance_score|<|60|40|warning|3600|routed",
      "memory_high|memory_usage|>|85|95|warning|120|routed",
      "memory_growth|memory_growth|>|50|warning|3600|routed",
      "system_overload_cpu|cpu_usage|>|85|95|warning|300|routed",
      "system_overload_event_loop|event_loop_lag|>|100|500|warning|60|routed",
      "system_overload_queue|queue_depth|>|1000|10000|warning|300|routed",
    ]);
  });

  it.each(DEFAULT_RULES)("$name is on where its metric is collected, says what to do, and means something", (rule) => {
    expect(definitionOf(rule.metric)).toBeDefined();
    expect(rule.isActive ?? true).toBe(isMetricName(rule.metric));
    expect(rule.description.includes("not collected yet")).toBe(!isMetricName(rule.metric));
    expect(rule.runbook.split("\n").length).toBeGreaterThan(2);
    expect(rule.runbook).toMatch(/^1\. .+\n2\. .+\n3\. /);
    expect(rule.description.length).toBeGreaterThan(40);
  });

  it.each(DEFAULT_RULES)("$name is a line of docs/rules.md", (shipped) => {
    const rule = defaultRule(shipped);
    const raised = rule.levels.map(
      ({ severity, threshold }) => `${severity} ${rule.operator} ${describeReading(rule, threshold)}`,
    );
    const held = rule.durationMs === 0 ? "at once" : describeDuration(rule.durationMs);
    const cells = [`\`${rule.name}\``, `\`${rule.metric}\``, raised.join(", "), held, rule.isActive ? "yes" : "no"];
    expect(readFileSync("docs/rules.md", "utf8")).toContain(`| ${cells.join(" | ")} |`);
  });

  it.each(DEFAULT_RULES)("$name could be saved through the API as it is", (rule) => {
    const whole = defaultRule(rule);
    expect(readRuleBody(RuleBody.parse(ruleToBody(whole)))).toEqual({ kind: "rule", rule: whole });
  });

  it("protect players by rules that cannot be silenced", () => {
    const safety = DEFAULT_RULES.filter((rule) => rule.class === "player_safety").map(({ name }) => name);
    expect(safety).toEqual(["self_exclusion_breach", "limit_bypass"]);
  });

  it("wait five minutes between two alerts of G's six types, fifteen elsewhere", () => {
    const types: readonly string[] = Object.values(RULE_OF_ALERT_TYPE);
    expect(types).toEqual([
      "error_rate",
      "response_time",
      "success_rate",
      "critical_error",
      "slow_queries",
      "system_down",
    ]);
    for (const rule of DEFAULT_RULES) {
      expect(defaultRule(rule).cooldownMs, rule.name).toBe((types.includes(rule.name) ? 5 : 15) * MINUTE_MS);
    }
  });
});

suite("the environment's first values", () => {
  const defaults = {
    ALERT_ERROR_RATE_WARNING: 0.02,
    ALERT_ERROR_RATE_CRITICAL: 0.05,
    ALERT_RESPONSE_TIME_WARNING: 1000,
    ALERT_RESPONSE_TIME_CRITICAL: 2000,
    ALERT_SUCCESS_RATE_WARNING: 0.95,
    ALERT_SUCCESS_RATE_CRITICAL: 0.9,
    ALERT_SLOW_QUERIES_WARNING: 3,
    ALERT_SLOW_QUERIES_CRITICAL: 10,
    METRICS_COLLECTION_INTERVAL: 4,
  };
  const whole = DEFAULT_RULES.map(defaultRule);
  const thresholds = (settings: typeof defaults, name: string) =>
    whole
      .filter((rule) => rule.name === name)
      .flatMap((rule) => withFirstLevels(rule, settings).levels.map(({ threshold }) => threshold));

  it("are, unless set, those of the table", () => {
    expect(whole.map((rule) => withFirstLevels(rule, defaults))).toEqual(whole);
  });

  it("turn shares into percent, and leave milliseconds and counts", () => {
    const settings = {
      ...defaults,
      ALERT_ERROR_RATE_WARNING: 0.07,
      ALERT_ERROR_RATE_CRITICAL: 0.11,
      ALERT_SUCCESS_RATE_CRITICAL: 0.855,
      ALERT_RESPONSE_TIME_WARNING: 1500,
      ALERT_SLOW_QUERIES_CRITICAL: 20,
    };
    expect(thresholds(settings, "error_rate")).toEqual([7, 11]);
    expect(thresholds(settings, "success_rate")).toEqual([95, 85.5]);
    expect(thresholds(settings, "response_time")).toEqual([1500, 2000]);
    expect(thresholds(settings, "slow_queries")).toEqual([3, 20]);
    expect(thresholds(settings, "api_error_rate_high")).toEqual([5, 10]);
  });

  it("let silence wait for three collections, however rare", () => {
    expect(thresholds({ ...defaults, METRICS_COLLECTION_INTERVAL: 300 }, "metric_silence")).toEqual([900]);
    expect(thresholds({ ...defaults, METRICS_COLLECTION_INTERVAL: 30 }, "metric_silence")).toEqual([120]);
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
