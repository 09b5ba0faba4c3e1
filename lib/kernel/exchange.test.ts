import { describe, expect, it } from "vitest";
import { firstRateDay, rateTable, reportingCurrencyOf, sumConverted } from "./exchange";

const rates = [
  { day: "2026-11-18", currency: "SEK", rate: "0.09" },
  { day: "2026-11-20", currency: "SEK", rate: "0.1" },
];

describe("dated rates", () => {
  const rateOf = rateTable(rates, "EUR");

  it("are those of the day, else the newest of the week before", () => {
    expect(rateOf("SEK", "2026-11-20")).toBe("0.1");
    expect(rateOf("SEK", "2026-11-19")).toBe("0.09");
    expect(rateOf("SEK", "2026-11-27")).toBe("0.1");
  });

  it("are unknown before the first, after a week, and for a currency never quoted", () => {
    expect(rateOf("SEK", "2026-11-17")).toBeNull();
    expect(rateOf("SEK", "2026-11-28")).toBeNull();
    expect(rateOf("BITS", "2026-11-20")).toBeNull();
  });

  it("need none for the reporting currency", () => {
    expect(rateOf("EUR", "1999-01-01")).toBe("1");
  });

  it("are looked for from a week before the first day, over the end of a year too", () => {
    expect(firstRateDay("2026-01-03")).toBe("2025-12-27");
  });
});

describe("the currency of figures", () => {
  it("is the only one there is, else the reporting currency", () => {
    expect(reportingCurrencyOf(["SEK", "SEK"], "EUR")).toBe("SEK");
    expect(reportingCurrencyOf(["SEK", "BITS"], "EUR")).toBe("EUR");
    expect(reportingCurrencyOf([], "EUR")).toBe("EUR");
  });
});

describe("a sum over currencies", () => {
  it("converts each amount at its own day and lists what it left out", () => {
    const amounts = [
      { day: "2026-11-20", currency: "EUR", amount: "1" },
      { day: "2026-11-20", currency: "SEK", amount: "10" },
      { day: "2026-11-18", currency: "SEK", amount: "10" },
      { day: "2026-11-18", currency: "BITS", amount: "7" },
      { day: "2026-11-20", currency: "BITS", amount: "0.5" },
    ];
    const { total, leftOut } = sumConverted(amounts, rateTable(rates, "EUR"));
    expect(total).toBe("2.9");
    expect(leftOut).toEqual([{ currency: "BITS", amount: "7.5" }]);
  });

  it("is nothing over nothing", () => {
    expect(sumConverted([], rateTable([], "EUR"))).toEqual({ total: "0", leftOut: [] });
  });
});
