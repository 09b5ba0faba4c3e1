import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean, mergeRollups, percentage, type Rollup, rollUp } from "./aggregate";

describe("ratios", () => {
  it("are in percent, and nothing over nothing", () => {
    expect(percentage(1, 8)).toBe(12.5);
    expect(percentage(0, 8)).toBe(0);
    expect(percentage(0, 0)).toBeNull();
    expect(mean(9, 2)).toBe(4.5);
    expect(mean(0, 0)).toBeNull();
  });
});

describe("rollups", () => {
  it("keep count, sum, extremes and the last value", () => {
    expect(rollUp([3, 1, 2])).toEqual({ count: 3, sum: 6, min: 1, max: 3, last: 2 });
    expect(rollUp([])).toBeNull();
    expect(mergeRollups([])).toBeNull();
  });

  it("of an hour from its minutes are those of its samples", () => {
    const minutes = fc.array(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 15 }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(minutes, (parts) => {
        const rolled = parts.map(rollUp).filter((part): part is Rollup => part !== null);
        expect(mergeRollups(rolled)).toEqual(rollUp(parts.flat()));
      }),
      { seed: 7 },
    );
  });
});
