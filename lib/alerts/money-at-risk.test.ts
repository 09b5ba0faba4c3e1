import { describe, expect, it } from "vitest";
import { addMs, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { mixOf } from "./income-mix";
import { type MoneyEvidence, median, moneyAtRisk } from "./money-at-risk";
import { moneyKindOf } from "./money-kind";
import { incomeFromHours, sameSpansBefore, usualIncome, weekdayOf } from "./money-over-weeks";

const from = new Date("2026-11-20T03:00:00Z");
const span = { from, to: addMs(from, 10 * MINUTE_MS) };

function evidence(changes: Partial<MoneyEvidence> = {}): MoneyEvidence {
  return {
    kind: "deposits",
    currency: "EUR",
    span,
    expected: ["9000", "9400"],
    observed: "3050",
    lately: { lengthMs: 5 * MINUTE_MS, observed: "1000" },
    kept: { share: 1, isAssumed: false },
    weekday: "Friday",
    isFromHours: false,
    ...changes,
  };
}

describe("money at risk", () => {
  it("is the median of earlier weekdays less what came, with its formula in words", () => {
    expect(moneyAtRisk(evidence())).toEqual({
      currency: "EUR",
      amount: "6150",
      perMinute: "720",
      confidence: "medium",
      formula: "expected 9,200 EUR of deposits (median of 2 Fridays), came 3,050 EUR",
    });
  });

  it("is nothing where more came than usual, and never less than nothing", () => {
    expect(
      moneyAtRisk(evidence({ observed: "9500", lately: { lengthMs: MINUTE_MS, observed: "5000" } })),
    ).toMatchObject({
      amount: "0",
      perMinute: "0",
    });
  });

  it("is not told without an earlier weekday, nor of an empty span", () => {
    expect(moneyAtRisk(evidence({ expected: [] }))).toBeNull();
    expect(moneyAtRisk(evidence({ span: { from, to: from } }))).toBeNull();
  });

  it("counts of bets only what the house keeps of them", () => {
    const bets = evidence({ kind: "bets", kept: { share: 0.04, isAssumed: false } });
    expect(moneyAtRisk(bets)).toMatchObject({ amount: "246", perMinute: "28.8" });
    expect(moneyAtRisk(bets)?.formula).toBe(
      "expected 9,200 EUR of bets (median of 2 Fridays), came 3,050 EUR; of what is missing the house keeps 4.0 %, its margin (that of the hour before)",
    );
  });

  it("takes the span's own rate where there is no newer part", () => {
    expect(moneyAtRisk(evidence({ lately: null }))?.perMinute).toBe("615");
  });

  it("keeps the digits of its currency", () => {
    expect(moneyAtRisk(evidence({ currency: "JPY", expected: ["10.6"], observed: "0" }))).toMatchObject({
      amount: "11",
    });
    expect(moneyAtRisk(evidence({ expected: ["12.5"], observed: "2.25" }))?.formula).toBe(
      "expected 12.50 EUR of deposits (one Friday only), came 2.25 EUR",
    );
  });

  it.each([
    { expected: ["100", "105", "110"], confidence: "high" },
    { expected: ["100", "105", "160"], confidence: "low" },
    { expected: ["100", "120", "140"], confidence: "medium" },
    { expected: ["100", "101"], confidence: "medium" },
    { expected: ["100"], confidence: "low" },
    { expected: ["0", "0", "0"], confidence: "low" },
  ])("of $expected is told with $confidence confidence", ({ expected, confidence }) => {
    expect(moneyAtRisk(evidence({ expected }))?.confidence).toBe(confidence);
  });

  it("is told with low confidence where the margin is assumed or the rows are gone", () => {
    const near = { expected: ["100", "101", "102"] };
    expect(moneyAtRisk(evidence({ ...near, kept: { share: 0.03, isAssumed: true } }))?.confidence).toBe("low");
    expect(moneyAtRisk(evidence({ ...near, isFromHours: true }))).toMatchObject({
      confidence: "low",
      formula: expect.stringContaining("reckoned from stored hours"),
    });
  });
});

describe("the median", () => {
  it.each([
    [["3"], "3"],
    [["9", "1", "5"], "5"],
    [["1", "2"], "1.5"],
    [["10", "9", "2", "100"], "9.5"],
  ])("of %j is %s", (amounts, middle) => {
    expect(median(amounts)).toBe(middle);
  });
});

describe("which income an alert endangers", () => {
  it.each([
    ["payment_failure_rate_1m", {}, "deposits"],
    ["payment_failure_rate", { provider: "nordpay" }, "deposits"],
    ["api_latency_p99", { brand: "aurora" }, "deposits"],
    ["transaction_error_rate", {}, "bets"],
    ["active_players", { brand: "aurora" }, "bets"],
    ["fraud_critical_count", {}, "none"],
    ["pushed_anything", {}, "none"],
    ["payment_failure_rate", { brand: "aurora", provider: "nordpay" }, "none"],
    ["game_win_rate", { game: "crash" }, "none"],
  ])("%s %j: %s", (metric, labels, kind) => {
    expect(moneyKindOf(metric, labels).kind).toBe(kind);
  });
});

describe("the mix of an hour", () => {
  it("keeps deposits whole and tells their part of all payments", () => {
    expect(mixOf("deposits", { income: "75", returned: "0", all: "100", count: 5 })).toEqual({
      incomeShare: "0.7500000000",
      kept: { share: 1, isAssumed: false },
    });
  });

  it("measures the margin, and assumes one after few bets or an hour lost", () => {
    const bets = { income: "1000", returned: "960", all: "1960", count: 2000 };
    expect(mixOf("bets", bets)?.kept).toEqual({ share: 0.04, isAssumed: false });
    expect(mixOf("bets", { ...bets, count: 10 })?.kept).toEqual({ share: 0.03, isAssumed: true });
    expect(mixOf("bets", { ...bets, returned: "1200" })?.kept.isAssumed).toBe(true);
  });

  it("tells nothing of an empty hour", () => {
    expect(mixOf("deposits", { income: "0", returned: "0", all: "0", count: 0 })).toBeNull();
  });
});

describe("earlier weekdays", () => {
  it("are the same local time over a change of clocks", () => {
    const noon = { from: new Date("2026-03-30T11:00:00Z"), to: new Date("2026-03-30T11:30:00Z") };
    const [week] = sameSpansBefore(noon, "Europe/London");
    expect(week).toEqual({ from: new Date("2026-03-23T12:00:00Z"), to: new Date("2026-03-23T12:30:00Z") });
    const autumn = { from: new Date("2026-11-02T17:00:00Z"), to: new Date("2026-11-02T17:30:00Z") };
    expect(sameSpansBefore(autumn, "America/New_York")[0]?.from).toEqual(new Date("2026-10-26T16:00:00Z"));
    expect(sameSpansBefore(autumn, "UTC").map((one) => one.from.toISOString().slice(0, 10))).toEqual([
      "2026-10-26",
      "2026-10-19",
      "2026-10-12",
      "2026-10-05",
    ]);
  });

  it("have the name of the zone's calendar", () => {
    expect(weekdayOf(new Date("2026-11-20T23:30:00Z"), "UTC")).toBe("Friday");
    expect(weekdayOf(new Date("2026-11-20T23:30:00Z"), "Europe/Helsinki")).toBe("Saturday");
  });
});

describe("income told from stored hours", () => {
  const hour = (minutes: number, value: number) => ({ at: addMs(from, minutes * MINUTE_MS).getTime(), value });

  it("of a usual span is the mean of the hours that overlap it, by its length", () => {
    expect(usualIncome([hour(5, 600), hour(30, 660), hour(90, 9999)], span)).toBe("105.00000000");
    expect(usualIncome([hour(-5, 600)], span)).toBeNull();
  });

  it("of a short span is what the hour gained", () => {
    expect(incomeFromHours([hour(0, 600), hour(10, 500)], span)).toBe("0.00000000");
    expect(incomeFromHours([hour(0, 600), hour(10, 560)], span)).toBe("60.00000000");
  });

  it("of whole hours is their sum", () => {
    const long = { from, to: addMs(from, 2 * HOUR_MS) };
    expect(incomeFromHours([hour(0, 1), hour(60, 600), hour(120, 700)], long)).toBe("1300.00000000");
  });

  it("is not told where the hours around it are missing", () => {
    expect(incomeFromHours([], span)).toBeNull();
    expect(incomeFromHours([hour(-300, 600), hour(300, 600)], span)).toBeNull();
  });
});
