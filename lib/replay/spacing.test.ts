import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/kernel/time";
import { notesOf } from "./notes-of";
import { thinnedSpacingMs } from "./spacing";

const every = (ms: number, count = 12) => Array.from({ length: count }, (_, index) => index * ms);

describe("a day's samples", () => {
  it.each([
    ["as they are collected", every(4000), 4000, null],
    ["on a grid of ten minutes", every(10 * MINUTE_MS), 4000, 10 * MINUTE_MS],
    ["on that grid with a hole", every(10 * MINUTE_MS).filter((_, index) => index !== 5), 4000, 10 * MINUTE_MS],
    ["on it with many holes", every(10 * MINUTE_MS, 24).filter((_, index) => index % 3 !== 1), 4000, 10 * MINUTE_MS],
    [
      "far apart and on no grid",
      every(MINUTE_MS)
        .map((at, index) => at * (4 + (index % 4)))
        .sort((a, b) => a - b),
      4000,
      null,
    ],
    ["a minute apart, which a live evaluation bridges", every(MINUTE_MS), 4000, null],
    ["too few to tell", every(10 * MINUTE_MS, 6), 4000, null],
  ])("%s", (_, instants, intervalMs, spacing) => {
    expect(thinnedSpacingMs(instants, intervalMs)).toBe(spacing);
  });
});

it("says what a reader must know", () => {
  const notes = notesOf({
    condition: { kind: "anomaly" },
    days: 30,
    from: Date.parse("2026-11-12T00:00:00Z"),
    to: Date.parse("2026-11-20T00:00:00Z"),
    thinned: { until: Date.parse("2026-11-19T00:00:00Z"), spacingMs: 10 * MINUTE_MS },
    fired: 501,
    isAnybodyTold: false,
    zone: "UTC",
  });
  expect(notes).toEqual([
    "History begins on 2026-11-12: 8 of 30 days.",
    "Until 2026-11-19 samples are kept 10 min apart: shorter breaches are not seen there.",
    "The baseline is not learned yet: a rule on anomalies has no reading.",
    "The newest 500 alerts are listed; all are counted.",
    "By the people, preferences and channels of now, nobody would have been told: alerts are only logged.",
  ]);
});
