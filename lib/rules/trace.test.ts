import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { MINUTE_MS } from "@/lib/kernel/time";
import type { Rule } from "./schema";
import { trace } from "./trace";

const START = Date.parse("2026-11-20T09:00:00Z");
const minute = (index: number) => START + index * MINUTE_MS;

/** One value a minute; null is a sample that never came. */
function traced(values: readonly (number | null)[], changes: Partial<Rule> = {}) {
  const rule = aRule({
    durationMs: 3 * MINUTE_MS,
    holdMs: 2 * MINUTE_MS,
    cooldownMs: 0,
    levels: [
      { severity: "warning", threshold: 1, recovery: null, durationMs: null },
      { severity: "critical", threshold: 5, recovery: null, durationMs: MINUTE_MS },
    ],
    ...changes,
  });
  const points = values.flatMap((value, index) => (value === null ? [] : [{ at: minute(index), value }]));
  return trace({
    rule,
    history: { samples: points, basis: [] },
    intervalMs: MINUTE_MS,
    samples: points.map(({ at, value }) => ({ at: new Date(at), value })),
  });
}

describe("a rule run over samples", () => {
  it("fires from the first breaching sample, once the duration is over, until the first clear one", () => {
    const { firings, tooShort } = traced([0, 2, 2, 2, 2, 0, 0, 0, 0]);
    expect(firings).toEqual([{ since: minute(1), raisedAt: minute(4), until: minute(5), severity: "warning" }]);
    expect(tooShort).toBeNull();
  });

  it("keeps the gravest severity of a firing, and leaves one open that lasts", () => {
    const { firings } = traced([2, 2, 2, 2, 9, 9]);
    expect(firings).toEqual([{ since: minute(0), raisedAt: minute(3), until: null, severity: "critical" }]);
  });

  it("tells the longest breach that raised nothing, by its level", () => {
    const { firings, tooShort } = traced([0, 2, 0, 2, 2, 2, 0, 9, 0]);
    expect(firings).toEqual([]);
    expect(tooShort).toEqual({ severity: "warning", threshold: 1, from: minute(3), to: minute(5) });
  });

  it("gives what the rule read, and says why the newest sample has no reading", () => {
    const absent = traced([1, 1], { condition: { kind: "anomaly" } });
    expect(absent.because).toBe("baseline not learned yet");
    expect(absent.readings.map(({ value }) => value)).toEqual([null, null]);
    const mean = traced([2, 4, 6], { condition: { kind: "threshold", aggregate: "avg", windowMs: 2 * MINUTE_MS } });
    expect(mean.readings.map(({ value }) => value)).toEqual([2, 3, 5]);
    expect(mean.because).toBeNull();
  });

  it("lets silence end a firing where the rule says so", () => {
    const values = [2, 2, 2, 2, ...Array.from({ length: 10 }, () => null), 0];
    const gapMs = 2.5 * MINUTE_MS;
    expect(traced(values, { noData: "resolve" }).firings).toMatchObject([{ until: minute(3) + gapMs }]);
    expect(traced(values).firings).toMatchObject([{ until: null }]);
  });
});
