import { describe, expect, it } from "vitest";
import { compareHours } from "./compare-hours";

describe("today against the day before", () => {
  it("compares whole hours that both days have", () => {
    const hours = [
      { ggr: 50, dayBefore: null },
      { ggr: 110, dayBefore: 100 },
      { ggr: 20, dayBefore: 300 },
      { ggr: null, dayBefore: 200 },
    ];
    expect(compareHours(hours)).toEqual({ percent: 10, before: 100, hours: 1 });
  });

  it("says nothing where there is nothing to compare with", () => {
    expect(compareHours([])).toBeNull();
    expect(compareHours([{ ggr: 10, dayBefore: 5 }])).toBeNull();
    expect(
      compareHours([
        { ggr: 10, dayBefore: -5 },
        { ggr: 1, dayBefore: 1 },
      ]),
    ).toBeNull();
  });
});
