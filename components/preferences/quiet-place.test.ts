import { describe, expect, it } from "vitest";
import { placeOf, timeAt, timeOf } from "./quiet-place";

describe("a place on the bar from noon to noon", () => {
  it.each([
    [0, "12:00"],
    [0.5, "00:00"],
    [10 / 24, "22:00"],
    [10.1 / 24, "22:00"],
    [10.2 / 24, "22:15"],
    [1, "12:00"],
    [-3, "12:00"],
  ])("%d is %s", (part, time) => {
    expect(timeAt(part)).toBe(time);
  });

  it("goes round at midnight and at noon", () => {
    expect(timeOf(-15)).toBe("23:45");
    expect(timeOf(24 * 60)).toBe("00:00");
    expect(placeOf(0)).toBe(720);
    expect(placeOf(719)).toBe(1439);
  });
});
