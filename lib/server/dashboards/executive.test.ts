import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { type TestPlatform, testPlatform } from "@/db/test-platform";
import { ExecutiveDashboard } from "@/lib/dashboards/schema";
import { scopeOf } from "@/lib/server/context";
import { readExecutive } from "./executive";

const NOW = new Date("2026-11-20T15:30:00.000Z");
const MIDNIGHT = new Date("2026-11-20T00:00:00.000Z");
const NOON = new Date("2026-11-20T12:00:00.000Z");

let database: TestDatabase;
let platform: TestPlatform;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
});

/** L's sample, as rows: its figures must come out as L prints them. */
async function writeSampleOfL() {
  const at = { createdAt: NOON };
  await platform.payments({ ...at, direction: "deposit", amount: "124000.50" });
  await platform.payments({ ...at, direction: "deposit", amount: "999.50" });
  await platform.payments({ ...at, direction: "withdrawal", amount: "45000" });
  await platform.transactions({ ...at, type: "bet", amount: "89500" });
  await platform.transactions({ ...at, type: "payout", amount: "78200" });
}

describe("the executive dashboard's money", () => {
  it("explains L's sample to the cent", async () => {
    await writeSampleOfL();
    await platform.transactions({ createdAt: NOON, type: "bonus", amount: "300.25" });
    const { financial, period } = ExecutiveDashboard.strict().parse(
      await readExecutive(database.context({ now: NOW }), {}),
    );
    expect(period).toBe("today");
    expect(financial).toEqual({
      currency: "EUR",
      deposits: 125_000,
      bets: 89_500,
      payouts: 78_200,
      withdrawals: 45_000,
      gross_revenue: 80_000,
      net_revenue: 1800,
      roi_percentage: 1.44,
      ggr: 11_300,
      ngr: 10_999.75,
    });
  });

  it("counts completed rows only, and adjustments nowhere", async () => {
    await platform.transactions({ createdAt: NOON, amount: "7" });
    for (const status of ["pending", "failed"]) {
      await platform.transactions({ createdAt: NOON, amount: "100", status });
      await platform.payments({ createdAt: NOON, amount: "100", status });
    }
    await platform.transactions({ createdAt: NOON, amount: "50", type: "adjustment" });
    const { financial } = await readExecutive(database.context({ now: NOW }), {});
    expect(financial).toMatchObject({ bets: 7, payouts: 0, deposits: 0, ggr: 7, ngr: 7, roi_percentage: null });
  });

  it("takes midnight in and its own end out", async () => {
    await platform.transactions({ createdAt: new Date(MIDNIGHT.getTime() - 1), amount: "1" });
    await platform.transactions({ createdAt: MIDNIGHT, amount: "2" });
    await platform.transactions({ createdAt: new Date(NOON.getTime() - 1), amount: "4" });
    await platform.transactions({ createdAt: NOON, amount: "8" });
    const ctx = database.context({ now: NOW });
    expect((await readExecutive(ctx, { at: NOON })).financial.bets).toBe(6);
    expect((await readExecutive(ctx, {})).financial.bets).toBe(14);
    const custom = await readExecutive(ctx, { from: MIDNIGHT, to: NOON });
    expect([custom.period, custom.financial.bets]).toEqual(["custom", 6]);
  });

  it("refuses a period that does not go forward, naming the field", async () => {
    const ctx = database.context({ now: NOW });
    await expect(readExecutive(ctx, { from: NOON, to: NOON })).rejects.toMatchObject({ code: "invalid", field: "to" });
    await expect(readExecutive(ctx, { from: NOW })).rejects.toMatchObject({ code: "invalid", field: "from" });
  });
});

describe("the currency it is told in", () => {
  it("is the only one in scope, which is then never converted", async () => {
    await platform.transactions({ createdAt: NOON, amount: "66922321.23", currency: "BITS", type: "bet" });
    await platform.rates({ quote: "EUR", day: "2026-11-20", currency: "BITS", rate: "2" });
    const { financial } = await readExecutive(database.context({ now: NOW }), {});
    expect(financial).toMatchObject({ currency: "BITS", bets: 66_922_321.23 });
    expect(financial).not.toHaveProperty("left_out");
  });

  it("is the reporting currency where there are several, each row at the rate of its own day", async () => {
    const yesterday = new Date("2026-11-19T23:59:59.999Z");
    await platform.rates({ quote: "EUR", day: "2026-11-19", currency: "SEK", rate: "0.08" });
    await platform.rates({ quote: "EUR", day: "2026-11-20", currency: "SEK", rate: "0.1" });
    await platform.transactions({ createdAt: yesterday, amount: "100", currency: "SEK" });
    await platform.transactions({ createdAt: NOON, amount: "100.01", currency: "SEK" });
    await platform.transactions({ createdAt: NOON, amount: "1.005", currency: "EUR" });
    const asked = { from: new Date("2026-11-19T00:00:00Z"), to: NOW };
    const { financial } = await readExecutive(database.context({ now: NOW }), asked);
    expect(financial).toMatchObject({ currency: "EUR", bets: 19.01 });
  });

  it("leaves out what has no rate, and lists it in its own currency", async () => {
    await platform.rates({ quote: "EUR", day: "2026-11-12", currency: "SEK", rate: "0.1" });
    await platform.transactions({ createdAt: NOON, amount: "5" });
    await platform.transactions({ createdAt: NOON, amount: "100.5", currency: "BITS" });
    await platform.transactions({ createdAt: NOON, amount: "20", currency: "BITS", type: "payout" });
    await platform.transactions({ createdAt: NOON, amount: "30", currency: "SEK" });
    const { financial } = await readExecutive(database.context({ now: NOW }), {});
    expect(financial).toMatchObject({ currency: "EUR", bets: 5, payouts: 0 });
    expect(financial.left_out).toHaveLength(3);
    expect(financial.left_out).toEqual(
      expect.arrayContaining([
        { figure: "bets", currency: "BITS", amount: 100.5 },
        { figure: "bets", currency: "SEK", amount: 30 },
        { figure: "payouts", currency: "BITS", amount: 20 },
      ]),
    );
  });

  it("uses the newest rate of the week before, as over a weekend", async () => {
    await platform.rates({ quote: "EUR", day: "2026-11-13", currency: "SEK", rate: "0.1" });
    await platform.transactions({ createdAt: NOON, amount: "30", currency: "SEK" });
    await platform.transactions({ createdAt: NOON, amount: "1" });
    const { financial } = await readExecutive(database.context({ now: NOW }), {});
    expect(financial.bets).toBe(4);
  });

  it("stays that of the last hour or of the newest row while a new day is still empty", async () => {
    const late = new Date(MIDNIGHT.getTime() - 1000);
    await platform.transactions({ createdAt: late, currency: "BITS", brand: "imported" });
    const ctx = database.context({ now: NOW });
    expect((await readExecutive(ctx, { at: MIDNIGHT })).financial.currency).toBe("BITS");
    expect((await readExecutive(ctx, { at: NOW })).financial.currency).toBe("BITS");
    expect((await readExecutive(ctx, { brand: "aurora" })).financial.currency).toBe("EUR");
  });
});

describe("the executive dashboard's players and games", () => {
  it("counts who played, who is new, what was played and what was won", async () => {
    await platform.players({ id: "player-1", createdAt: NOON });
    await platform.players({ id: "player-2", createdAt: new Date(MIDNIGHT.getTime() - 1) });
    await platform.rounds({ createdAt: NOON, stake: "10", payout: "10.01" });
    await platform.rounds({ createdAt: NOON, stake: "10", payout: "10", playerId: "player-3" });
    await platform.rounds({ createdAt: NOON, payout: "0", playerId: null });
    await platform.rounds({ createdAt: NOON, status: "open", payout: "0" });
    await platform.rounds({ createdAt: NOON, status: "voided", payout: "99", playerId: "player-4" });
    await platform.transactions({ createdAt: NOON, playerId: "player-2", status: "failed" });
    await platform.games({ brand: "aurora" });
    await platform.games({ brand: null });
    await platform.games({ brand: "kingfisher" });
    const ctx = database.context({ now: NOW });
    const { users, games } = await readExecutive(ctx, {});
    expect(users).toEqual({ active: 4, new_today: 1 });
    expect(games).toEqual({ total_games: 3, games_played: 4, win_rate: expect.closeTo(100 / 3, 10) });
    expect((await readExecutive(ctx, { brand: "aurora" })).games.total_games).toBe(2);
  });

  it("shows a scope of one brand nothing of another, and refuses that brand by name", async () => {
    await writeSampleOfL();
    await platform.players({ createdAt: NOON });
    await platform.rounds({ createdAt: NOON });
    const ctx = database.context({ now: NOW, scope: scopeOf(["kingfisher"]) });
    const seen = await readExecutive(ctx, {});
    expect(seen.financial).toMatchObject({ deposits: 0, bets: 0, payouts: 0, withdrawals: 0, roi_percentage: null });
    expect([seen.users, seen.games]).toEqual([
      { active: 0, new_today: 0 },
      { total_games: 0, games_played: 0, win_rate: null },
    ]);
    await expect(readExecutive(ctx, { brand: "aurora" })).rejects.toMatchObject({ code: "forbidden" });
  });
});
