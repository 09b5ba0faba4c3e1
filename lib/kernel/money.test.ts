import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { add, convert, declareCurrencies, fromScaled, percentOf, roundTo, subtract, toScaled } from "./money";

beforeEach(() => declareCurrencies({ BTC: 8 }));
afterEach(() => declareCurrencies({}));

describe("money", () => {
  it.each([
    ["100", "100"],
    ["0.53", "0.53"],
    ["2.00E+03", "2000"],
    ["1e-8", "0.00000001"],
    ["-12.340", "-12.34"],
    [".5", "0.5"],
    ["0", "0"],
    ["-0", "0"],
    ["0.000000005", "0.00000001"],
    ["0.000000004", "0"],
  ])("reads %s as %s", (text, plain) => {
    expect(fromScaled(toScaled(text))).toBe(plain);
  });

  it.each(["", ".", "abc", "1,5", "NaN", "Infinity", "1e", "--1", "0x10"])("refuses %j", (text) => {
    expect(() => toScaled(text)).toThrow(RangeError);
  });

  it("adds what a float cannot", () => {
    expect(add("0.1", "0.2")).toBe("0.3");
    expect(subtract("0.3", "0.1")).toBe("0.2");
    expect(add()).toBe("0");
  });

  it.each([
    ["1.005", "EUR", "1.01"],
    ["-1.005", "EUR", "-1.01"],
    ["1234.5", "JPY", "1235"],
    ["1.2345", "JOD", "1.235"],
    ["1234.5", "VND", "1235"],
    ["-1234.5", "VND", "-1235"],
    ["1.23456", "CLF", "1.2346"],
    ["9.999", "XYZ", "10"],
    ["1.005", "USDT", "1.01"],
    ["0.123456789", "BTC", "0.12345679"],
    ["46.004", "BITS", "46"],
  ])("rounds %s %s to %s", (amount, currency, rounded) => {
    expect(roundTo(amount, currency)).toBe(rounded);
  });

  it("converts at a rate", () => {
    expect(convert("100", "1.17")).toBe("117");
    expect(convert("10", "0.0861234567")).toBe("0.86123457");
  });

  it("has no share of nothing", () => {
    expect(percentOf("5", "0")).toBeNull();
    expect(percentOf("20.8", "100")).toBeCloseTo(20.8);
  });

  it("gives back what it was given, and sums in any order", () => {
    const scaled = fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n });
    fc.assert(fc.property(scaled, (value) => toScaled(fromScaled(value)) === value));
    fc.assert(
      fc.property(fc.array(scaled, { maxLength: 20 }), (values) => {
        const texts = values.map(fromScaled);
        return add(...texts) === add(...texts.toReversed());
      }),
    );
  });
});
