import { describe, expect, it } from "vitest";
import { describeSeries } from "./describe-series";
import { formatTick, formatValue } from "./format-value";
import type { Palette } from "./palette";
import { plotData, plotOptions, valueRange } from "./plot-options";
import type { TimeSeries } from "./schema";

const noon = Date.parse("2026-03-01T12:00:00Z");
const series = (given: Partial<TimeSeries> = {}): TimeSeries => ({
  times: [noon, noon + 60_000, noon + 120_000],
  lines: [
    { name: "now", tone: "c1", weight: "main", values: [0.5, null, 40] },
    { name: "last week", tone: "ghost", values: [1, 1, 1] },
  ],
  limits: [{ value: 20, name: "limit 20 %", status: "crit" }],
  unit: { kind: "percent" },
  ...given,
});
const tones = { c1: "1", c3: "3", c4: "4", c5: "5", c6: "6", money: "m", ghost: "g", expected: "e", strong: "s" };
const statuses = { ok: "o", info: "i", unk: "u", warn: "w", crit: "c", emer: "x" };
const palette: Palette = {
  tones,
  statuses,
  surface: "0",
  line: "l",
  tick: "t",
  text2: "2",
  text3: "3",
  fontFamily: "Geist",
};

describe("a chart in sentences", () => {
  it("tells span, first, last, lowest and highest of each line but the ghost, and the limits", () => {
    expect(describeSeries(series(), "UTC")).toBe(
      "From 1 Mar, 12:00 to 1 Mar, 12:02. now: from 0.5 % to 40 %, lowest 0.5 % at 12:00, highest 40 % at 12:02. limit 20 %.",
    );
  });

  it("says when there is nothing to see", () => {
    expect(describeSeries(series({ times: [] }), "UTC")).toBe("No samples.");
    const empty = series({ lines: [{ name: "now", tone: "c1", values: [null, null, null] }], limits: [] });
    expect(describeSeries(empty, "UTC")).toContain("now: no samples.");
  });
});

describe("the axis of values", () => {
  it("begins at zero, holds the limit, and ends at 100 % at most", () => {
    expect(valueRange(series(), 0.5, 10)).toEqual([0, 21.6]);
    expect(valueRange(series(), 0.5, 99)).toEqual([0, 100]);
    expect(valueRange(series({ limits: [] }), null, null)).toEqual([0, 1]);
    const money = series({ limits: [], unit: { kind: "money", currency: "EUR" } });
    expect(valueRange(money, -100, 200)).toEqual([-108, 216]);
  });

  it("spans whole decades when it is logarithmic", () => {
    expect(valueRange(series({ scale: "log" }), 0.5, 71)).toEqual([0.1, 100]);
    expect(valueRange(series({ scale: "log", limits: [] }), 0, 0)).toEqual([0.1, 1]);
  });

  it("writes ticks without needless digits", () => {
    expect(formatTick(0.1, { kind: "percent" })).toBe("0.1 %");
    expect(formatTick(1000, { kind: "ms" })).toBe("1,000 ms");
    expect(formatTick(7000, { kind: "money", currency: "EUR" })).toBe("€7k");
    expect(formatValue(18.4, { kind: "percent" })).toBe("18.4 %");
    expect(formatValue(7000, { kind: "money", currency: "EUR" })).toBe("€7k");
  });
});

describe("the plot", () => {
  const options = (given: Partial<TimeSeries> = {}) =>
    plotOptions({
      current: () => series(given),
      palette,
      width: 600,
      height: 200,
      zone: "UTC",
      onPoint: () => undefined,
    });

  it("gives seconds and one row a line, with the band before them", () => {
    expect(plotData(series())).toEqual([
      [noon / 1000, noon / 1000 + 60, noon / 1000 + 120],
      [0.5, null, 40],
      [1, 1, 1],
    ]);
    expect(plotData(series({ band: { low: [1, 1, 1], high: [2, 2, 2] } }))).toHaveLength(5);
    expect(options({ band: { low: [1, 1, 1], high: [2, 2, 2] } }).bands).toHaveLength(1);
  });

  it("draws the main line thicker than the ghost, in colours that are passed", () => {
    const [, main, ghost] = options().series;
    expect(main).toMatchObject({ stroke: "1", width: 1.75 });
    expect(ghost).toMatchObject({ stroke: "g", width: 1 });
  });

  it("leaves room above only where an alert stands there", () => {
    expect(options().padding?.[0]).toBe(8);
    expect(options({ marks: [{ at: noon, kind: "alert", name: "raised" }] }).padding?.[0]).toBe(22);
  });
});
