import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { METRICS } from "./catalogue";
import { collectionCron, isLabelledTick, isTickPast, ticksOfMinute, windowOf } from "./window";

const at = new Date("2026-11-20T12:00:00Z");
const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(11, 19));

describe("a metric's window", () => {
  it.each([
    ["transaction_count", HOUR_MS],
    ["payment_failure_rate", HOUR_MS],
    ["user_active", DAY_MS],
    ["api_latency_p99", 5 * MINUTE_MS],
    ["cache_hit_rate", 5 * MINUTE_MS],
    ["payment_failure_rate_1m", MINUTE_MS],
  ] as const)("of %s is its length, and ends at the instant", (metric, ms) => {
    expect(windowOf(METRICS[metric].window, { at, zone: "UTC" })).toEqual({ from: addMs(at, -ms), to: at });
  });

  it("of today begins at midnight of the zone", () => {
    const { from } = windowOf(METRICS.user_new_today.window, { at, zone: "Europe/Malta" });
    expect(from.toISOString()).toBe("2026-11-19T23:00:00.000Z");
  });

  it("of the whole has no beginning, of a probe no length", () => {
    expect(windowOf(METRICS.user_total.window, { at, zone: "UTC" })).toEqual({ from: new Date(0), to: at });
    expect(windowOf(METRICS.database_latency.window, { at, zone: "UTC" })).toEqual({ from: at, to: at });
  });
});

describe("the ticks of a minute", () => {
  it("are 15 at four seconds", () => {
    const ticks = ticksOfMinute(4000, addMs(at, 17_500));
    expect(ticks).toHaveLength(15);
    expect(iso(ticks).slice(0, 2)).toEqual(["12:00:00", "12:00:04"]);
    expect(iso(ticks).at(-1)).toBe("12:00:56");
  });

  it("stay evenly apart over the minutes where the interval does not divide them", () => {
    const ticks = [0, 1, 2].flatMap((minute) => ticksOfMinute(7000, addMs(at, minute * MINUTE_MS)));
    const gaps = ticks.slice(1).map((tick, index) => tick.getTime() - (ticks[index]?.getTime() ?? 0));
    expect(new Set(gaps)).toEqual(new Set([7000]));
  });

  it("are one, or none, where the interval is minutes", () => {
    expect(iso(ticksOfMinute(120_000, at))).toEqual(["12:00:00"]);
    expect(ticksOfMinute(120_000, addMs(at, MINUTE_MS))).toEqual([]);
  });

  it("are past when the next is due", () => {
    expect(isTickPast(at, 4000, addMs(at, 3999))).toBe(false);
    expect(isTickPast(at, 4000, addMs(at, 4000))).toBe(true);
  });

  it("keep labelled series once a minute", () => {
    const count = (intervalMs: number) =>
      Array.from({ length: 60 }, (_, minute) => ticksOfMinute(intervalMs, addMs(at, minute * MINUTE_MS)))
        .flat()
        .filter((tick) => isLabelledTick(tick, intervalMs)).length;
    expect(count(4000)).toBe(60);
    expect(count(7000)).toBe(60);
    expect(count(60_000)).toBe(60);
    expect(count(300_000)).toBe(12);
  });

  it("belong to a run that begins each minute, or every so many", () => {
    expect(collectionCron(4000)).toBe("* * * * *");
    expect(collectionCron(60_000)).toBe("* * * * *");
    expect(collectionCron(300_000)).toBe("*/5 * * * *");
  });
});
