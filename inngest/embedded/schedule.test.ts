import { expect, it } from "vitest";
import { nextRun } from "./schedule";

it.each([
  ["* * * * *", "2026-11-20T12:00:30Z", "2026-11-20T12:01:00.000Z"],
  ["* * * * *", "2026-11-20T12:01:00Z", "2026-11-20T12:02:00.000Z"],
  ["*/5 * * * *", "2026-11-20T12:01:00Z", "2026-11-20T12:05:00.000Z"],
  ["TZ=Europe/Malta 0 9 * * 1-5", "2026-11-20T12:00:00Z", "2026-11-23T08:00:00.000Z"],
  ["TZ=Asia/Kolkata 30 9 * * *", "2026-11-20T00:00:00Z", "2026-11-20T04:00:00.000Z"],
])("%s after %s runs at %s", (expression, after, expected) => {
  expect(nextRun(expression, new Date(after)).toISOString()).toBe(expected);
});

it.each([
  ["TZ=Europe/London 30 1 * * *", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00.000Z"],
  ["TZ=Europe/London 30 1 * * *", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00.000Z"],
  ["TZ=America/New_York 30 2 * * *", "2026-03-08T05:00:00Z", "2026-03-08T07:00:00.000Z"],
  ["TZ=America/New_York 30 1 * * *", "2026-11-01T04:00:00Z", "2026-11-01T05:30:00.000Z"],
])("%s runs once on the day the clocks change: after %s at %s", (expression, after, expected) => {
  const first = nextRun(expression, new Date(after));
  expect(first.toISOString().slice(0, 13)).toBe(expected.slice(0, 13));
  expect(nextRun(expression, first).getTime() - first.getTime()).toBeGreaterThan(20 * 3_600_000);
});

it.each(["* * * * * *", "every minute", "TZ=Nowhere/Land 0 9 * * *", "61 * * * *", "0 0 30 2 *"])(
  "refuses %j",
  (expression) => {
    expect(() => nextRun(expression, new Date("2026-11-20T12:00:00Z"))).toThrow(expression);
  },
);
