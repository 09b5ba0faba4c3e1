import { describe, expect, it } from "vitest";
import type { Matcher } from "@/lib/kernel/matchers";
import { DEFAULT_INHIBITIONS } from "./default-inhibitions";
import { describeInhibition } from "./describe-inhibition";

const is = (label: string, value: string): Matcher => ({ label, operator: "=", value });
const like = (label: string, value: string): Matcher => ({ label, operator: "=~", value });
const b = [is("rule", "b")];

describe("an inhibition in words", () => {
  it("reads as what the house ships", () => {
    expect(DEFAULT_INHIBITIONS.map(describeInhibition)).toEqual([
      "payment_outage hides payment_failure_spike of the same brand, and for 1 h after",
      "database_slow_queries hides api_latency_high or cache_hit_rate_low",
    ]);
  });

  it.each([
    [{ source: [is("severity", "critical")], target: b }, "any critical alert hides b"],
    [{ source: [is("rule", "a"), is("severity", "critical")], target: b }, "critical a hides b"],
    [{ source: [is("provider", "nordpay")], target: b }, "any alert with provider = nordpay hides b"],
    [{ source: [is("rule", "a"), is("game", "7")], target: b }, "a with game = 7 hides b"],
    [{ source: [like("rule", "api_.*")], target: b }, "any alert with rule =~ api_.* hides b"],
    [{ source: [{ ...is("rule", "a"), operator: "!=" as const }], target: b }, "any alert with rule != a hides b"],
    [{ source: b, target: [like("rule", "c|d|e")] }, "b hides c, d or e"],
    [{ source: b, target: b, equal: ["brand", "provider"] }, "b hides b of the same brand and provider"],
    [{ source: b, target: b, lingerMs: 5_400_000 }, "b hides b, and for 1 h 30 min after"],
  ])("%j", (changes, words) => {
    expect(describeInhibition({ equal: [], lingerMs: 0, ...changes })).toBe(words);
  });
});
