import type { LiveStatus } from "./live";

/** For tests: the live page at noon of 1 March 2026, all well. */
export function liveFixture(given: Partial<LiveStatus> = {}): LiveStatus {
  const at = "2026-03-01T12:00:00.000Z";
  const noon = Date.parse(at);
  return {
    at,
    currency: "EUR",
    figures: [{ metric: "payment_failure_rate", value: 0.5, at, points: [0.4, 0.5], ghost: [0.4, 0.4] }],
    thresholds: [
      { metric: "payment_failure_rate", condition: ">", threshold: 1, severity: "critical" },
      { metric: "api_latency_p99", condition: ">", threshold: 1000, severity: "warning" },
      { metric: "fraud_critical_count", condition: ">", threshold: 10, severity: "warning" },
    ],
    overall: "healthy",
    subsystems: { payments: "healthy" },
    uptime: 100,
    services: [],
    alerts: [],
    recent: [],
    tape: [],
    rules: { active: 7, evaluatedAt: at },
    feed: [],
    chart: { times: [noon - 60_000, noon], values: [1, 2], ghost: [1, 1] },
    ...given,
  };
}
