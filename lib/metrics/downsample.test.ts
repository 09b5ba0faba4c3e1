import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { downsample } from "./downsample";

const line = (values: readonly number[]) => values.map((value, at) => ({ at, value }));

describe("thinning a chart", () => {
  it("leaves what is short enough as it is", () => {
    const points = line([1, 2, 3]);
    expect(downsample(points, 3)).toBe(points);
    expect(downsample([], 3)).toEqual([]);
  });

  it("keeps a single peak among ten thousand points", () => {
    const points = line(Array.from({ length: 10_000 }, (_, index) => (index === 6321 ? 90 : 1)));
    const thinned = downsample(points, 500);
    expect(thinned).toHaveLength(500);
    expect(thinned).toContainEqual({ at: 6321, value: 90 });
  });

  it("keeps points of the line only, in order, with first and last", () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 4, maxLength: 300 });
    fc.assert(
      fc.property(values, fc.integer({ min: 3, max: 100 }), (given, limit) => {
        const points = line(given);
        const thinned = downsample(points, limit);
        expect(thinned).toHaveLength(Math.min(limit, points.length));
        expect(thinned.at(0)).toBe(points.at(0));
        expect(thinned.at(-1)).toBe(points.at(-1));
        const instants = thinned.map(({ at }) => at);
        expect(instants).toEqual([...new Set(instants)].toSorted((a, b) => a - b));
        expect(thinned.every((point) => points[point.at] === point)).toBe(true);
      }),
      { seed: 11 },
    );
  });

  it("keeps the ends where hardly anything may stay", () => {
    const points = line([5, 9, 7]);
    expect(downsample(points, 2)).toEqual([points[0], points[2]]);
    expect(downsample(points, 1)).toEqual([points[2]]);
  });
});
