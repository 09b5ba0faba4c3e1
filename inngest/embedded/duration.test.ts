import { expect, it } from "vitest";
import { endOf, nextAttemptAt } from "./duration";

const now = new Date("2026-11-20T12:00:00Z");

it.each([
  ["1s", "2026-11-20T12:00:01.000Z"],
  ["1h30m15s", "2026-11-20T13:30:15.000Z"],
  ["1w2d", "2026-11-29T12:00:00.000Z"],
  ["", "2026-11-20T12:00:00.000Z"],
  ["2026-11-20T14:00:00.000+01:00", "2026-11-20T13:00:00.000Z"],
])("a wait of %j ends at %s", (text, expected) => {
  expect(endOf(text, now).toISOString()).toBe(expected);
});

it("refuses a time it cannot read", () => {
  expect(() => endOf("tomorrow-ish", now)).toThrow('"tomorrow-ish"');
});

it.each([
  [0, null, 10],
  [1, null, 30],
  [9, null, 7200],
  [40, null, 7200],
  [0, "90", 90],
  [3, "2026-11-20T12:00:05Z", 5],
  [0, "nonsense", 10],
])("attempt %i with retry-after %j is made again after %i s", (attempt, retryAfter, seconds) => {
  expect(nextAttemptAt(attempt, retryAfter, now).getTime() - now.getTime()).toBe(seconds * 1000);
});
