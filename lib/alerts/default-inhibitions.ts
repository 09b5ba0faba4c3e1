import type { Matcher } from "@/lib/kernel/matchers";
import { HOUR_MS } from "@/lib/kernel/time";
import type { NewInhibition } from "./inhibition";

const rule = (name: string): Matcher => ({ label: "rule", operator: "=", value: name });

/** What the house ships: a cause hides the alerts it explains, so that people hear of the cause. */
export const DEFAULT_INHIBITIONS: readonly NewInhibition[] = [
  {
    name: "a payment outage explains failed payments",
    source: [rule("payment_outage")],
    target: [rule("payment_failure_spike")],
    equal: ["brand"],
    // The spike looks at an hour: for that long after an outage it still counts the outage's failures.
    lingerMs: HOUR_MS,
    isActive: true,
  },
  {
    name: "a slow database explains slow pages and a cold cache",
    source: [rule("database_slow_queries")],
    target: [{ label: "rule", operator: "=~", value: "api_latency_high|cache_hit_rate_low" }],
    equal: [],
    lingerMs: 0,
    isActive: true,
  },
];
