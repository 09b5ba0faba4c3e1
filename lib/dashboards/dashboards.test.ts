import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rateTable } from "@/lib/kernel/exchange";
import { declareCurrencies } from "@/lib/kernel/money";
import { betsOf } from "./bets";
import { financialOf } from "./finance";
import { maskPlayer } from "./mask-player";
import { completedShare, failureRate, shareOf } from "./rates";
import { cohortWindow, retentionOf } from "./retention-of-players";
import { sumByType, totalOf } from "./type-counts";

beforeEach(() => declareCurrencies({ BTC: 8 }));
afterEach(() => declareCurrencies({}));

const NONE = { deposits: "0", withdrawals: "0", bets: "0", payouts: "0", bonuses: "0" };

describe("financial figures", () => {
  it("are L's, whose sample they explain", () => {
    const sample = { ...NONE, deposits: "125000", withdrawals: "45000", bets: "89500", payouts: "78200" };
    const { gross_revenue, net_revenue, roi_percentage, ggr, ngr } = financialOf(sample, "EUR");
    expect([gross_revenue, net_revenue, roi_percentage]).toEqual([80_000, 1800, 1.44]);
    expect([ggr, ngr]).toEqual([11_300, 11_300]);
  });

  it("may be losses", () => {
    const { net_revenue, ggr, ngr } = financialOf({ ...NONE, payouts: "10.5", bonuses: "1" }, "EUR");
    expect([net_revenue, ggr, ngr]).toEqual([-10.5, -10.5, -11.5]);
  });

  it("have no return on deposits without deposits", () => {
    expect(financialOf({ ...NONE, bets: "5" }, "EUR").roi_percentage).toBeNull();
  });

  it("are rounded once, from exact sums, to the currency's digits", () => {
    const fine = { ...NONE, bets: "1.004", payouts: "0.999" };
    expect(financialOf(fine, "EUR")).toMatchObject({ bets: 1, payouts: 1, ggr: 0.01 });
    expect(financialOf(fine, "JPY")).toMatchObject({ bets: 1, payouts: 1, ggr: 0 });
    expect(financialOf(fine, "BTC")).toMatchObject({ bets: 1.004, payouts: 0.999, ggr: 0.005 });
  });

  it("agree with whole cents, whatever the amounts", () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 13n });
    const decimal = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
    fc.assert(
      fc.property(cents, cents, cents, (bets, payouts, bonuses) => {
        const turnover = { ...NONE, bets: decimal(bets), payouts: decimal(payouts), bonuses: decimal(bonuses) };
        const { ggr, ngr } = financialOf(turnover, "EUR");
        expect(ggr).toBe(Number(bets - payouts) / 100);
        expect(ngr).toBe(Number(bets - payouts - bonuses) / 100);
      }),
      { seed: 7 },
    );
  });
});

describe("bets", () => {
  const exchange = {
    currency: "EUR",
    rateOf: rateTable([{ day: "2026-11-20", currency: "SEK", rate: "0.09" }], "EUR"),
  };
  const day = { currency: "EUR", day: "2026-11-20", count: 3, sum: "10", max: "9", min: "0.5" };

  it("are averaged over days and currencies before the one rounding", () => {
    const swedish = { ...day, currency: "SEK", count: 1, sum: "200", max: "200", min: "200" };
    expect(betsOf([day, swedish], exchange)).toEqual({ avg: 7, max: 18, min: 0.5, currency: "EUR" });
    expect(betsOf([day], exchange).avg).toBe(3.33);
  });

  it("leave out a day without a rate, and are null where nothing is left", () => {
    const unknown = { ...day, currency: "BITS" };
    expect(betsOf([day, unknown], exchange)).toEqual(betsOf([day], exchange));
    expect(betsOf([unknown], exchange)).toEqual({ avg: null, max: null, min: null, currency: "EUR" });
  });

  it("compare as amounts, not as texts", () => {
    const other = { ...day, day: "2026-11-19", max: "10", min: "0.09" };
    expect(betsOf([day, other], exchange)).toMatchObject({ max: 10, min: 0.09 });
  });
});

describe("retention", () => {
  it("asks for the 24 hours that lie the days before", () => {
    const at = new Date("2026-11-20T15:30:00Z");
    expect(cohortWindow(1, at)).toEqual({
      from: new Date("2026-11-18T15:30:00Z"),
      to: new Date("2026-11-19T15:30:00Z"),
    });
    expect(cohortWindow(30, at).to).toEqual(new Date("2026-10-21T15:30:00Z"));
  });

  it("is returned of registered in %, and nothing where nobody registered", () => {
    const cohorts = [
      { day: 1 as const, registered: 8, returned: 3 },
      { day: 7 as const, registered: 0, returned: 0 },
    ];
    expect(retentionOf(cohorts)).toEqual({ day_1: 37.5, day_7: null, day_30: null });
  });
});

describe("small parts", () => {
  it("give no rate over nothing, and leave out what is pending", () => {
    expect(shareOf(0, 0)).toBeNull();
    expect(failureRate({ completed: 0, failed: 0 })).toBeNull();
    expect(failureRate({ completed: 3, failed: 1 })).toBe(25);
    expect(completedShare({ count: 4, completed: 3 })).toBe(75);
  });

  it("add counts up by type, each type once", () => {
    const rows = [
      { type: "velocity", count: 2 },
      { type: "__proto__", count: 1 },
      { type: "velocity", count: 3 },
    ];
    expect(Object.entries(sumByType(rows))).toEqual([
      ["velocity", 5],
      ["__proto__", 1],
    ]);
    expect(totalOf(rows)).toBe(6);
  });

  it.each([
    ["player-77341912", "77··12"],
    ["imported:player-47d77f9f7f", "47··7f"],
    ["kingfisher-p73412", "7··2"],
    ["0f8fad5b-d9cb-469f-a165-70867728950e", "70··0e"],
    ["734120", "73··20"],
    ["ab12", "a··2"],
    ["p1", "··1"],
    ["", "··"],
  ])("never show the whole of player %s", (playerId, shown) => {
    expect(maskPlayer(playerId)).toBe(shown);
  });
});
