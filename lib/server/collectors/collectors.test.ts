import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { addMs, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { valuesOf } from "@/lib/server/figures";
import { readPlatform } from "./read-platform";

const at = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => addMs(at, -ms);
const justBefore = ago(1);
/** The first instant of the hour's window, the last before it, and the window's end, which is not in it. */
const edges = { first: ago(HOUR_MS), before: ago(HOUR_MS + 1), end: at };

let database: TestDatabase;
let platform: ReturnType<typeof testPlatform>;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
});

interface Asked {
  brand?: string;
  at?: Date;
  zone?: string;
  isLabelled?: boolean;
}

async function read({ brand, zone = "UTC", isLabelled = false, at: end = at }: Asked = {}) {
  const { scope } = database.context();
  const reporting = { zone, currency: "EUR" };
  const shared = { db: database.db, previous: new Map(), skipMs: 40_000, now: end, reporting };
  return readPlatform({ ...shared, filter: { scope, brand }, at: end, isLabelled });
}

const values = async (asked: Asked = {}) => valuesOf((await read(asked)).figures);

describe("transactions", () => {
  it("counts those of [at − 1 h, at) whatever became of them", async () => {
    await platform.transactions({ createdAt: edges.first }, { createdAt: justBefore, status: "pending" });
    await platform.transactions({ createdAt: edges.before }, { createdAt: edges.end });
    expect((await values()).transaction_count).toBe(2);
  });

  it("rates the failed among the completed and failed, in percent", async () => {
    const statuses = ["completed", "completed", "completed", "failed", "pending", "pending"];
    await platform.transactions(...statuses.map((status) => ({ status, createdAt: justBefore })));
    expect((await values()).transaction_error_rate).toBe(25);
  });

  it("has no rate while all are pending, and none where there are none", async () => {
    expect(await values()).toMatchObject({ transaction_count: 0, transaction_error_rate: null, transaction_volume: 0 });
    await platform.transactions({ status: "pending", createdAt: justBefore });
    expect((await values()).transaction_error_rate).toBeNull();
  });

  it("adds completed amounts as decimals, in the only currency there is", async () => {
    const amounts = ["0.1", "0.2", "1000000.00000001"];
    await platform.transactions(...amounts.map((amount) => ({ amount, currency: "BTC", createdAt: justBefore })));
    await platform.transactions({ amount: "99", status: "failed", currency: "BTC", createdAt: justBefore });
    expect((await values()).transaction_volume).toBe(1000000.30000001);
  });

  it("converts several currencies at the latest rate on or before the day", async () => {
    await platform.rates({ day: "2026-11-19", currency: "USD", quote: "EUR", rate: "0.9" });
    await platform.rates({ day: "2026-11-21", currency: "USD", quote: "EUR", rate: "5" });
    await platform.transactions({ amount: "100", currency: "USD", createdAt: justBefore });
    await platform.transactions({ amount: "7", createdAt: justBefore });
    expect((await values()).transaction_volume).toBe(97);
  });

  it("converts each amount at the rate of its own day, and days begin in the reporting zone", async () => {
    const midnight = new Date("2026-11-20T00:30:00Z");
    await platform.rates({ day: "2026-11-19", currency: "USD", quote: "EUR", rate: "0.5" });
    await platform.rates({ day: "2026-11-20", currency: "USD", quote: "EUR", rate: "0.8" });
    await platform.transactions({ amount: "10", currency: "USD", createdAt: addMs(midnight, -31 * MINUTE_MS) });
    await platform.transactions({ amount: "10", currency: "USD", createdAt: addMs(midnight, -1) });
    await platform.transactions({ amount: "1", createdAt: addMs(midnight, -1) });
    expect((await values({ at: midnight })).transaction_volume).toBe(14);
    expect((await values({ at: midnight, zone: "America/New_York" })).transaction_volume).toBe(11);
    expect((await values({ at: midnight, zone: "Europe/Malta" })).transaction_volume).toBe(17);
  });

  it("leaves out amounts without a rate and names their currencies", async () => {
    await platform.transactions(
      { amount: "5000", currency: "BITS", createdAt: justBefore },
      { amount: "7", createdAt: justBefore },
    );
    const { figures, states } = await read();
    expect(valuesOf(figures).transaction_volume).toBe(7);
    const warning = states.find(({ source }) => source === "exchange_rates")?.warning;
    expect(warning).toBe("Left out of totals in EUR, since no rate is known: BITS.");
  });

  it("tells a brand apart from the whole, which is told in its own currency", async () => {
    await platform.transactions(
      { createdAt: justBefore },
      { brand: "imported", currency: "BITS", amount: "3", createdAt: justBefore },
    );
    expect(await values({ brand: "imported" })).toMatchObject({ transaction_count: 1, transaction_volume: 3 });
    const { figures } = await read({ isLabelled: true });
    const counts = figures.filter(({ metric }) => metric === "transaction_count");
    expect(counts.map(({ labels, value }) => [labels, value])).toEqual(
      expect.arrayContaining([
        [{}, 2],
        [{ brand: "aurora" }, 1],
        [{ brand: "imported" }, 1],
      ]),
    );
  });
});

describe("games", () => {
  it("counts all that are configured, a brand's with those of every brand", async () => {
    await platform.games({}, { brand: "borealis" }, { brand: null, isActive: false });
    expect((await values()).game_count).toBe(3);
    expect((await values({ brand: "aurora" })).game_count).toBe(2);
    const { figures } = await read({ isLabelled: true });
    expect(figures).toContainEqual({ metric: "game_count", labels: { brand: "borealis" }, value: 2 });
  });

  it("counts each player once who had a round or a transaction in the hour", async () => {
    await platform.rounds({ playerId: "p1", createdAt: edges.first }, { playerId: null, createdAt: justBefore });
    await platform.transactions({ playerId: "p1", createdAt: justBefore }, { playerId: "p2", createdAt: justBefore });
    await platform.transactions({ playerId: "p3", createdAt: edges.before }, { playerId: "p4", createdAt: edges.end });
    expect((await values()).active_players).toBe(2);
  });

  it("takes players of two brands with one id for two", async () => {
    await platform.transactions({ createdAt: justBefore }, { brand: "borealis", createdAt: justBefore });
    expect((await values()).active_players).toBe(2);
  });

  it("rates rounds that paid more than their stake among the settled", async () => {
    const rounds = [
      { payout: "2" },
      { payout: "1" },
      { payout: "0" },
      { payout: "0.5" },
      { payout: "9", status: "open" },
    ];
    await platform.rounds(...rounds.map((round) => ({ ...round, createdAt: justBefore })), {
      payout: "9",
      createdAt: edges.before,
    });
    expect((await values()).game_win_rate).toBe(25);
  });

  it("averages the seconds of the rounds that have ended", async () => {
    const createdAt = ago(10 * MINUTE_MS);
    await platform.rounds(
      { createdAt, endedAt: addMs(createdAt, 10_000) },
      { createdAt, endedAt: addMs(createdAt, 25_500) },
    );
    await platform.rounds({ createdAt, status: "open" });
    expect((await values()).game_avg_duration).toBe(17.75);
  });

  it("has neither rate nor duration without rounds", async () => {
    expect(await values()).toMatchObject({
      game_count: 0,
      active_players: 0,
      game_win_rate: null,
      game_avg_duration: null,
    });
  });
});
