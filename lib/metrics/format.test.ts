import { expect, it } from "vitest";
import { formatMetric } from "./format";

it.each([
  [0.3412, "percentage", "0.34 %"],
  [38.24, "percentage", "38.2 %"],
  [100, "percentage", "100 %"],
  [248.4, "milliseconds", "248 ms"],
  [0.42, "milliseconds", "0.42 ms"],
  [1240, "milliseconds", "1,240 ms"],
  [17.75, "seconds", "17.8 s"],
  [18012, "count", "18,012"],
  [67.625, "score", "67.6"],
  [1234567.5, "amount", "1,234,567.50"],
  [null, "percentage", "no data"],
] as const)("writes %s as %s: %s", (value, unit, text) => {
  expect(formatMetric(value, unit)).toBe(text);
});
