import { expect, it } from "vitest";
import { describeLimit, describeReading, describeValue } from "./describe";

it.each([
  [1.002, 1, "1.002 %", "1 %"],
  [0.9996, 1, "0.9996 %", "1 %"],
  [0.121, 0.125, "0.12 %", "0.125 %"],
  [38.2, 20, "38.2 %", "20 %"],
])("a rate of %d beside a limit of %d reads %s and %s", (value, limit, words, limitWords) => {
  expect(describeValue(value, "payment_failure_rate", limit)).toBe(words);
  expect(describeLimit(limit, "payment_failure_rate")).toBe(limitWords);
});

it("writes seconds of silence apart where their minutes read alike", () => {
  const rule = { condition: { kind: "absent" as const }, metric: "api_latency_p99" };
  expect(describeReading(rule, 300, 120)).toBe("5 min");
  expect(describeReading(rule, 120, 120)).toBe("2 min");
  expect(describeReading(rule, 120.4, 120)).toBe("120.4 s");
});
