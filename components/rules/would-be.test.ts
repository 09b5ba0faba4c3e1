import { describe, expect, it } from "vitest";
import { raisedAfter, reachedWords, scaleDays } from "./would-be";

const day = (highest: number | null) => ({ day: "2026-11-20", highest, severity: null });

describe("what a back-test found", () => {
  it("names who would have been woken before who would only have been told", () => {
    const mara = { name: "Mara", channels: [], at_night: true };
    const team = { name: "#ops", channels: [], at_night: false };
    expect(reachedWords([team, mara])).toBe("woke Mara");
    expect(reachedWords([team])).toBe("#ops");
    expect(reachedWords([])).toBe("nobody");
  });

  it("averages how long it took to raise, and knows none of none", () => {
    expect(raisedAfter([])).toBeNull();
  });

  it("scales days and limit to the same top", () => {
    const { bars, limit } = scaleDays([day(2), day(null), day(-1)], 4);
    expect(bars[0]).toBeCloseTo(2 / 4.2);
    expect(bars[1]).toBeNull();
    expect(bars[2]).toBe(0);
    expect(limit).toBeCloseTo(4 / 4.2);
    expect(scaleDays([day(0)], Number.NaN)).toEqual({ bars: [0], limit: null });
  });
});
