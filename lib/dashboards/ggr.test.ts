import { describe, expect, it } from "vitest";
import { rateTable } from "@/lib/kernel/exchange";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import { brandsByGgr, gamesByGgr, hoursOfGgr } from "./ggr";

const exchange = { currency: "EUR", rateOf: rateTable([{ day: "2026-11-20", currency: "SEK", rate: "0.1" }], "EUR") };
const EPOCH = new Date(0);

describe("the hours of a local day", () => {
  it.each([
    ["Europe/London", "2026-03-29T12:00:00Z", 23],
    ["Europe/London", "2026-10-25T12:00:00Z", 25],
    ["America/New_York", "2026-03-08T12:00:00Z", 23],
    ["America/New_York", "2026-11-01T12:00:00Z", 25],
    ["Asia/Kolkata", "2026-11-01T12:00:00Z", 24],
  ])("in %s on %s are %i", (zone, at, count) => {
    const hours = hoursOfGgr([], { exchange, zone, at: new Date(at), fullFrom: EPOCH });
    expect(hours).toHaveLength(count);
    expect(hours.filter(({ ggr }) => ggr === null).length).toBeGreaterThan(0);
  });

  it("begin on the half hour where the zone does, each with its own quarters", () => {
    const at = new Date("2026-11-20T20:00:00Z");
    const quarter = { currency: "EUR", day: "2026-11-21", bets: "5", payouts: "2" };
    const quarters = [
      { ...quarter, at: new Date("2026-11-20T18:15:00Z") },
      { ...quarter, at: new Date("2026-11-20T18:30:00Z") },
      { ...quarter, at: new Date("2026-11-20T19:15:00Z") },
      { ...quarter, at: new Date("2026-11-20T19:30:00Z") },
    ];
    const [first, second, third] = hoursOfGgr(quarters, { exchange, zone: "Asia/Kolkata", at, fullFrom: EPOCH });
    expect(first).toEqual({ at: new Date("2026-11-20T18:30:00Z"), ggr: 6, dayBefore: 0 });
    expect([second?.ggr, third?.ggr]).toEqual([3, null]);
  });

  it("stand beside the hour of the same name a day before, over a change of clocks", () => {
    const play = { currency: "EUR", day: "2027-03-28", payouts: "0" };
    const quarters = [
      { ...play, bets: "1", at: new Date("2027-03-28T06:00:00Z") },
      { ...play, bets: "2", at: new Date("2027-03-28T07:00:00Z") },
      { ...play, bets: "3", at: new Date("2027-03-27T08:00:00Z") },
    ];
    const beforeOf = (zone: string, at: string, hour: string) =>
      hoursOfGgr(quarters, { exchange, zone, at: new Date(at), fullFrom: EPOCH }).find(
        (one) => one.at.toISOString() === hour,
      )?.dayBefore;
    // 09:00 of the 28th is 07:00 UTC; 09:00 of the 27th, before the change, was 08:00 UTC.
    expect(beforeOf("Europe/Malta", "2027-03-28T20:00:00Z", "2027-03-28T07:00:00.000Z")).toBe(3);
    expect(beforeOf("Europe/Malta", "2027-03-29T20:00:00Z", "2027-03-29T07:00:00.000Z")).toBe(2);
    // 02:00 of the day after the change has no hour of its name before it.
    expect(beforeOf("Europe/Malta", "2027-03-29T20:00:00Z", "2027-03-29T00:00:00.000Z")).toBeNull();
  });

  it("tell nothing of the day before where its rows are no longer all there", () => {
    const at = new Date("2026-11-20T12:00:00Z");
    const fullFrom = addMs(at, -26 * HOUR_MS);
    const hours = hoursOfGgr([], { exchange, zone: "UTC", at, fullFrom });
    expect(hours.findIndex(({ dayBefore }) => dayBefore !== null)).toBe(10);
    expect(hours.at(-1)).toMatchObject({ ggr: null, dayBefore: 0 });
  });
});

describe("the order of games and brands", () => {
  it("goes by exact GGR in one currency, and leaves out what has no rate", () => {
    const play = { currency: "EUR", day: "2026-11-20", bets: "1", payouts: "0" };
    const brands = brandsByGgr(
      [
        { ...play, brand: "aurora", bets: "1.001" },
        { ...play, brand: "kingfisher", bets: "10.02", currency: "SEK" },
        { ...play, brand: "imported", bets: "999", currency: "BITS" },
      ],
      exchange,
    );
    expect(brands).toEqual([
      { brand: "kingfisher", ggr: 1 },
      { brand: "aurora", ggr: 1 },
      { brand: "imported", ggr: 0 },
    ]);
  });

  it("has no return to player where nothing was staked", () => {
    const row = { gameId: "g", name: "G", kind: "slot", rtp: 96, currency: "EUR", day: "2026-11-20" };
    const [game] = gamesByGgr([{ ...row, rounds: 1, stakes: "0", payouts: "0" }], exchange);
    expect(game).toMatchObject({ rtp: null, expectedRtp: 96, ggr: 0, rounds: 1 });
  });
});
