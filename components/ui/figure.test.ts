import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { declareCurrencies } from "@/lib/kernel/money";
import { formatMoney, formatNumber, formatQuantity, formatShortMoney, quantity } from "./figure";

beforeEach(() => declareCurrencies({ BTC: 8 }));
afterEach(() => declareCurrencies({}));

describe("a figure with its unit", () => {
  it.each([
    [81.6, "percent", "81.6 %"],
    [99.96, "percent", "99.96 %"],
    [0.04, "percent", "0.04 %"],
    [100, "percent", "100 %"],
    [1240, "ms", "1,240 ms"],
    [4.1, "ms", "4.1 ms"],
    [71, "count", "71"],
    [38.62, "score", "38.6"],
    [0, "seconds", "0 s"],
    [1_900_000_000, "bytes", "1.9 GB"],
    [512, "bytes", "512 B"],
  ] as const)("%s %s is written %s", (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });

  it("keeps the unit apart, to be set smaller", () => {
    expect(quantity(81.6, "percent")).toEqual({ figure: "81.6", unit: "%" });
  });

  it("writes a minus sign, but never before a zero", () => {
    expect(formatNumber(-1234)).toBe("−1,234");
    expect(formatNumber(-0.2)).toBe("0");
  });
});

describe("money", () => {
  it.each([
    ["6150", "EUR", "€6,150"],
    ["-91050", "EUR", "−€91,050"],
    ["12.5", "EUR", "€12.50"],
    ["0", "EUR", "€0"],
    ["-0.001", "EUR", "€0"],
    ["999.995", "EUR", "€1,000"],
    ["1234", "JPY", "¥1,234"],
    ["0.00012345", "BTC", "₿0.00012345"],
    ["250.5", "BITS", "BITS 250.50"],
  ])("%s %s carries its sign first: %s", (amount, currency, text) => {
    expect(formatMoney(amount, currency)).toBe(text);
  });

  it("is whole or exact where asked", () => {
    expect(formatMoney("12.50", "EUR", "whole")).toBe("€13");
    expect(formatMoney("1234.5", "EUR", "exact")).toBe("€1,234.50");
  });

  it("is short on an axis", () => {
    expect(formatShortMoney(7000, "EUR")).toBe("€7k");
    expect(formatShortMoney(2_410_000, "EUR")).toBe("€2.41M");
    expect(formatShortMoney(-150, "EUR")).toBe("−€150");
  });
});

it.each([
  [1.002, "percent", 1, "1.002 %"],
  [0.98, "percent", 1, "0.98 %"],
  [18.4, "percent", 20, "18.4 %"],
  [1000.4, "ms", 1000, "1,000.4 ms"],
  [2, "count", 2, "2"],
] as const)("%d %s beside a limit of %d never reads like it", (value, unit, limit, text) => {
  expect(formatQuantity(value, unit, limit)).toBe(text);
});
