import { describe, expect, it } from "vitest";
import type { MetricName } from "@/lib/metrics/catalogue";
import { SUBSYSTEMS } from "@/lib/metrics/schema";
import { assessSystem, isWorthStoring, statesOf, uptimePercentage, worstOf } from "./assess";
import { healthToWire } from "./wire";

const well: Partial<Record<MetricName, number>> = {
  transaction_error_rate: 1,
  payment_failure_rate: 0.3,
  fraud_critical_count: 2,
  api_latency_p99: 250,
  database_latency: 1,
  cache_hit_rate: 94,
};

describe("a subsystem", () => {
  it.each([
    ["transactions", "transaction_error_rate", 4.999, 5, "critical"],
    ["payments", "payment_failure_rate", 1.999, 2, "critical"],
    ["fraud_detection", "fraud_critical_count", 19, 20, "warning"],
    ["api", "api_latency_p99", 999.9, 1000, "warning"],
    ["database", "database_latency", 999.9, 1000, "warning"],
    ["cache", "cache_hit_rate", 80.001, 80, "warning"],
  ] as const)("%s is judged by %s: healthy at %d, at %d %s", (subsystem, metric, good, bad, past) => {
    const judge = (value: number) => assessSystem({ values: { ...well, [metric]: value }, answers: {} });
    expect(judge(good).subsystems[subsystem]).toEqual({ status: "healthy", value: good });
    expect(judge(good).overall).toBe("healthy");
    expect(judge(bad).subsystems[subsystem]).toEqual({ status: past, value: bad });
    expect(judge(bad).overall).toBe(past);
  });

  it("is unknown without data, which makes the whole a warning", () => {
    const health = assessSystem({ values: { ...well, cache_hit_rate: null }, answers: {} });
    expect(health.subsystems.cache).toEqual({ status: "unknown", value: null });
    expect(health.overall).toBe("warning");
  });

  it("is critical when its source is silent, and unknown when it is not there", () => {
    const values = { ...well, api_latency_p99: null, database_latency: null };
    const { subsystems } = assessSystem({ values, answers: { database: "silent", api: "missing", cache: "answered" } });
    expect(subsystems.database.status).toBe("critical");
    expect(subsystems.api.status).toBe("unknown");
    expect(subsystems.cache.status).toBe("healthy");
  });
});

describe("the whole", () => {
  it("is its worst part", () => {
    expect(worstOf(["healthy", "warning", "critical"])).toBe("critical");
    expect(worstOf(["healthy", "unknown"])).toBe("warning");
    expect(worstOf([])).toBe("healthy");
  });

  it("is written with L's names", () => {
    expect(healthToWire(assessSystem({ values: well, answers: {} }), { checks: 2000, notCritical: 1999 })).toEqual({
      overall_status: "healthy",
      uptime_percentage: 99.95,
      subsystems: {
        transactions: { status: "healthy", error_rate: 1 },
        payments: { status: "healthy", failure_rate: 0.3 },
        fraud_detection: { status: "healthy", critical_count: 2 },
        api: { status: "healthy", latency_ms: 250 },
        database: { status: "healthy", latency_ms: 1 },
        cache: { status: "healthy", hit_rate: 94 },
      },
    });
  });

  it("has no uptime before the first check", () => {
    expect(uptimePercentage({ checks: 0, notCritical: 0 })).toBeNull();
  });
});

describe("a check", () => {
  const health = assessSystem({ values: well, answers: {} });

  it("is stored each minute, and at once when a state moved", () => {
    const states = statesOf(health);
    expect(Object.keys(states)).toEqual(["overall", ...SUBSYSTEMS]);
    expect(isWorthStoring(health, null, 7)).toBe(true);
    expect(isWorthStoring(health, { states, minute: 7 }, 7)).toBe(false);
    expect(isWorthStoring(health, { states, minute: 6 }, 7)).toBe(true);
    expect(isWorthStoring(health, { states: { ...states, api: "warning" }, minute: 7 }, 7)).toBe(true);
  });
});
