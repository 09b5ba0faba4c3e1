import { describe, expect, it } from "vitest";
import { changeThresholds, isDefault, ThresholdChanges } from "./change-thresholds";

describe("a change of thresholds", () => {
  it.each([
    [
      "keeps what it does not name",
      { cache_hit_rate: 70 },
      { api_latency_p99: 800 },
      { cache_hit_rate: 70, api_latency_p99: 800 },
    ],
    ["replaces what it names", { cache_hit_rate: 70 }, { cache_hit_rate: 60 }, { cache_hit_rate: 60 }],
    [
      "takes one back by null",
      { cache_hit_rate: 70, api_latency_p99: 800 },
      { cache_hit_rate: null },
      { api_latency_p99: 800 },
    ],
    ["keeps no number that is the default anyway", { payment_failure_rate: 3 }, { payment_failure_rate: 1 }, {}],
    ["may be nothing", { payment_failure_rate: 3 }, {}, { payment_failure_rate: 3 }],
    ["takes nought for a number", {}, { fraud_critical_count: 0 }, { fraud_critical_count: 0 }],
  ])("%s", (_name, before, changes, after) => {
    expect(changeThresholds(before, changes)).toEqual(after);
  });

  it.each([
    ["cache_hit_rate", { cache_hit_rate: 101 }, /percentage from 0 to 100, such as 80/],
    ["payment_failure_rate", { payment_failure_rate: -1 }, /percentage from 0 to 100, such as 1$/],
    ["api_latency_p99", { api_latency_p99: -1 }, /0 or more, such as 1000/],
    ["fraud_critical_count", { fraud_critical_count: "ten" }, /a number or null/],
    ["user_total", { user_total: 3 }, /expected one of transaction_error_rate/],
  ])("names %s when it is wrong", (field, changes, words) => {
    const [issue] = ThresholdChanges.safeParse(changes).error?.issues ?? [];
    expect(issue).toMatchObject({ path: [field], message: expect.stringMatching(words) });
  });

  it("tells the shipped number from another", () => {
    expect(isDefault({ metric: "payment_failure_rate", threshold: 1 })).toBe(true);
    expect(isDefault({ metric: "payment_failure_rate", threshold: 2 })).toBe(false);
  });
});
