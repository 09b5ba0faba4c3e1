import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { aggregate, lookbackOf, type Point, type Reading, readingOf } from "./reading";
import type { Condition, Rule } from "./schema";

const AT = Date.parse("2026-11-20T09:00:00Z");
const GAP = MINUTE_MS;
const points = (...pairs: [secondsAgo: number, value: number][]): Point[] =>
  pairs.map(([ago, value]) => ({ at: AT - ago * SECOND_MS, value })).sort((a, b) => a.at - b.at);

function read(
  condition: Condition,
  samples: readonly Point[],
  more: Partial<Pick<Rule, "minimumSample">> & { basis?: Point[] } = {},
): Reading {
  const rule = aRule({ condition, minimumSample: more.minimumSample ?? null });
  const value = samples.findLast(({ at }) => at === AT)?.value ?? null;
  return readingOf({ rule, history: { samples, basis: more.basis ?? [] }, at: AT, value, gapMs: GAP });
}

const over = (kind: "avg" | "min" | "max" | "sum" | "p90", seconds: number): Condition => ({
  kind: "threshold",
  aggregate: kind,
  windowMs: seconds * SECOND_MS,
});

describe("a threshold", () => {
  const samples = points([180, 100], [120, 1], [60, 2], [0, 6]);

  it("takes the newest sample as it is", () => {
    expect(read({ kind: "threshold", aggregate: "last", windowMs: 0 }, samples)).toEqual({ kind: "value", value: 6 });
  });

  it.each([
    ["avg", 3],
    ["min", 1],
    ["max", 6],
    ["sum", 9],
  ] as const)("takes the %s of its window, whose beginning belongs to the one before", (kind, value) => {
    expect(read(over(kind, 180), samples)).toEqual({ kind: "value", value });
  });

  it("interpolates percentiles between the nearest ranks", () => {
    expect(aggregate("p50", [1, 2, 3, 10])).toBe(2.5);
    expect(aggregate("p90", [10, 20])).toBeCloseTo(19);
    expect(aggregate("p99", [7])).toBe(7);
  });

  it("has no reading before the window is full, since half a window hides half", () => {
    expect(read(over("avg", 600), samples)).toEqual({ kind: "none", because: "its window is not full yet" });
  });

  it("takes a window as full when a sample is within a gap of its beginning", () => {
    expect(read(over("avg", 240), samples)).toMatchObject({ kind: "value" });
  });

  it("never looks at what comes after the sample", () => {
    const later = [...samples, { at: AT + 1, value: 1000 }];
    expect(read(over("max", 180), later)).toEqual({ kind: "value", value: 6 });
  });
});

describe("a change against an earlier period", () => {
  const condition: Condition = { kind: "change", periodMs: 7 * DAY_MS, measure: "percent" };
  const week = 7 * 24 * 3600;

  it("is percent of the value then, or the difference", () => {
    const samples = points([week, 200], [0, 150]);
    expect(read(condition, samples)).toEqual({ kind: "value", value: -25 });
    expect(read({ ...condition, measure: "difference" }, samples)).toEqual({ kind: "value", value: -50 });
  });

  it("has no reading without a sample then, or where that is 0", () => {
    expect(read(condition, points([week + 90, 200], [0, 150]))).toMatchObject({ kind: "none" });
    expect(read(condition, points([week, 0], [0, 150]))).toEqual({ kind: "none", because: "the earlier value is 0" });
  });
});

describe("the other kinds", () => {
  it("absent counts the seconds since the newest sample", () => {
    expect(read({ kind: "absent" }, points([90, 1]))).toEqual({ kind: "value", value: 90 });
    expect(read({ kind: "absent" }, [])).toMatchObject({ kind: "none" });
  });

  it("burn rate is the slower of both windows, in times the budget", () => {
    const condition: Condition = { kind: "burn_rate", objective: 99, longMs: 4 * MINUTE_MS, shortMs: MINUTE_MS };
    const samples = points([240, 1], [180, 1], [120, 1], [60, 1], [0, 17]);
    expect(read(condition, samples)).toEqual({ kind: "value", value: 5 });
  });

  it("anomaly has no reading until a baseline is learned", () => {
    expect(read({ kind: "anomaly" }, points([0, 1]))).toEqual({ kind: "none", because: "baseline not learned yet" });
  });
});

describe("a minimum sample", () => {
  const last: Condition = { kind: "threshold", aggregate: "last", windowMs: 0 };

  it("leaves one failure of one without a reading", () => {
    const few = { minimumSample: 50, basis: points([0, 1]) };
    expect(read(last, points([0, 100]), few)).toEqual({ kind: "none", because: "fewer than 50 events behind it" });
  });

  it("takes the count beside the sample, and no older one", () => {
    expect(read(last, points([0, 3]), { minimumSample: 50, basis: points([0, 50]) })).toMatchObject({ value: 3 });
    expect(read(last, points([0, 3]), { minimumSample: 50, basis: points([61, 99]) })).toMatchObject({ kind: "none" });
  });
});

it("says how far back each kind looks", () => {
  expect(lookbackOf(aRule({ condition: over("avg", 600) }))).toEqual({ windowMs: 600_000, earlierMs: null });
  const change: Condition = { kind: "change", periodMs: DAY_MS, measure: "percent" };
  expect(lookbackOf(aRule({ condition: change }))).toEqual({ windowMs: 0, earlierMs: DAY_MS });
});
