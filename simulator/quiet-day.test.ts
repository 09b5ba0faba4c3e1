import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { INCIDENT_NAMES, INCIDENTS, type IncidentName } from "./incidents";
import { judgeWorld } from "./judge-world";
import type { World } from "./world/schema";

// A Friday, whose evening is the busiest of the week and whose small hours are as quiet as any.
const FRIDAY = Date.parse("2026-11-20T00:00:00Z");

function worldOf(seed: number, rate: number, incidents: World["incidents"] = []): World {
  return { seed, rate, openedMs: FRIDAY - 60 * DAY_MS, incidents };
}

describe("24 simulated hours", () => {
  it.each([
    { seed: 1984, rate: 5 },
    { seed: 7, rate: 5 },
    { seed: 424_242, rate: 2 },
    { seed: 99, rate: 1 },
    { seed: 3, rate: 0.5 },
  ])("fire none of the default rules with seed $seed at rate $rate", { timeout: 60_000 }, ({ seed, rate }) => {
    const { fired, extremes } = judgeWorld(worldOf(seed, rate), { fromMs: FRIDAY, toMs: FRIDAY + DAY_MS });
    expect([...fired.keys()]).toEqual([]);
    // Not only by their durations: at the usual rate no value comes near a threshold.
    if (rate < 5) return;
    expect(extremes.get("transaction_error_rate")?.most).toBeLessThan(1.6);
    expect(extremes.get("payment_failure_rate")?.most).toBeLessThan(0.5);
    expect(extremes.get("payment_failure_rate_1m")?.most).toBeLessThan(12);
    expect(extremes.get("fraud_critical_count")?.most).toBeLessThanOrEqual(3);
    expect(extremes.get("api_latency_p99")?.most).toBeLessThan(530);
    expect(extremes.get("cache_hit_rate")?.least).toBeGreaterThan(91);
    expect(extremes.get("operation_error_rate_24h")?.most).toBeLessThan(1.5);
    expect(extremes.get("operation_success_rate")?.least).toBeGreaterThan(98);
    expect(extremes.get("api_error_rate")?.most).toBeLessThan(4);
    expect(extremes.get("api_response_time_avg")?.most).toBeLessThan(200);
    expect(extremes.get("authentication_failure_count")?.most).toBeLessThan(20);
    expect(extremes.get("rate_limit_violation_count")?.most).toBeLessThan(20);
    for (const none of ["critical_error_count", "brand_isolation_violation_count", "self_exclusion_breach_count"]) {
      expect(extremes.get(none)?.most, none).toBe(0);
    }
  });
});

describe("an incident", () => {
  const DURING = FRIDAY + 4 * HOUR_MS;

  it.each(INCIDENT_NAMES)(
    "%s makes its rule fire, at the quietest hour and at the busiest",
    { timeout: 60_000 },
    (name) => {
      for (const fromMs of [DURING, FRIDAY + 20 * HOUR_MS]) {
        expect(firesIn(name, fromMs), `${name} at ${new Date(fromMs).toISOString()}`).toBeLessThan(25 * MINUTE_MS);
      }
    },
  );

  it("of payments is seen within a minute", () => {
    expect(firesIn("payment-outage", DURING)).toBeLessThan(MINUTE_MS + 15_000);
    expect(firesIn("payment-outage", FRIDAY + 20 * HOUR_MS)).toBeLessThan(MINUTE_MS + 15_000);
  });
});

/** How long after its begin the incident's rule fires, ms; without end where it does not. */
function firesIn(name: IncidentName, fromMs: number): number {
  const { rule, minutes } = INCIDENTS[name];
  const world = worldOf(1984, 5, [{ name, fromMs, untilMs: fromMs + minutes * MINUTE_MS }]);
  const { fired } = judgeWorld(world, { fromMs: fromMs - 10 * MINUTE_MS, toMs: fromMs + 26 * MINUTE_MS });
  const at = fired.get(rule)?.getTime();
  return at === undefined ? Number.POSITIVE_INFINITY : at - fromMs;
}
