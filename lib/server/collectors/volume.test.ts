import { describe, expect, it } from "vitest";
import { rateTable } from "@/lib/kernel/exchange";
import { volumeOf } from "./volume";

const day = "2026-11-20";
const rateOf = rateTable([{ day, currency: "SEK", rate: "0.0861234567" }], "EUR");

describe("a volume", () => {
  it("is rounded once, to the digits of its currency", () => {
    const rows = [
      { currency: "EUR", day, volume: "0.004" },
      { currency: "SEK", day, volume: "10" },
    ];
    expect(volumeOf(rows, { rateOf, reporting: "EUR" })).toBe(0.87);
  });

  it("stays in the only currency there is", () => {
    expect(volumeOf([{ currency: "JPY", day, volume: "1234.5" }], { rateOf, reporting: "EUR" })).toBe(1235);
  });

  it("is unknown where nothing has a rate, and zero where nothing was moved", () => {
    const both = (volume: string) => [
      { currency: "BITS", day, volume },
      { currency: "XYZ", day, volume },
    ];
    expect(volumeOf(both("5"), { rateOf, reporting: "EUR" })).toBeNull();
    expect(volumeOf(both("0"), { rateOf, reporting: "EUR" })).toBe(0);
  });
});
