import { expect, it } from "vitest";
import { formatCountdown, formatDuration } from "./duration";

it.each([
  [-5, "0 s"],
  [40_999, "40 s"],
  [12 * 60_000 + 59_000, "12 min"],
  [(60 + 41) * 60_000, "1 h 41 min"],
  [125 * 60_000, "2 h 05 min"],
  [3_600_000, "1 h"],
  [51 * 3_600_000, "2 d 03 h"],
])("%s ms lasts %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

it("counts down to the second under an hour", () => {
  expect(formatCountdown(108_000)).toBe("1 min 48 s");
  expect(formatCountdown(9_000)).toBe("9 s");
  expect(formatCountdown(2 * 3_600_000 + 300_000)).toBe("2 h 05 min");
});
