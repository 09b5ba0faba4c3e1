import { expect, it } from "vitest";
import { formatLatency } from "./latency";

it.each([
  [null, "–"],
  [0, "0 ms"],
  [320.4, "320 ms"],
  [4_230, "4.2 s"],
  [10_000, "10 s"],
  [125_000, "2 min 05 s"],
])("%s ms reads %s", (ms, text) => {
  expect(formatLatency(ms)).toBe(text);
});
