import { describe, expect, it } from "vitest";
import { nextRow, rowOf, rowsToWire } from "./cap-rows";

describe("a cap as it is typed", () => {
  it.each([
    [60, "1", "min"],
    [900, "15", "min"],
    [86_400, "24", "h"],
    [90, "90", "s"],
  ])("shows %i s as %s %s", (per_seconds, per, unit) => {
    expect(rowOf({ count: 5, per_seconds }, 0)).toEqual({ key: 0, count: "5", per, unit });
  });

  it("goes back as it came", () => {
    const caps = [
      { count: 1, per_seconds: 60 },
      { count: 40, per_seconds: 86_400 },
    ];
    expect(rowsToWire(caps.map(rowOf))).toEqual(caps);
  });

  it("is no number while nothing is typed, so that it is refused", () => {
    const [row] = rowsToWire([{ key: 0, count: "", per: "5", unit: "min" }]);
    expect(row?.count).toBeNaN();
  });
});

describe("another cap", () => {
  it("lets twice as many through in five times the period", () => {
    expect(nextRow([rowOf({ count: 20, per_seconds: 60 }, 0)])).toEqual({ key: 1, count: "40", per: "5", unit: "min" });
  });

  it("is never longer than a day, and has a row to begin from", () => {
    expect(nextRow([rowOf({ count: 40, per_seconds: 86_400 }, 3)])).toMatchObject({ key: 4, per: "24", unit: "h" });
    expect(nextRow([])).toEqual({ key: 0, count: "5", per: "15", unit: "min" });
  });
});
