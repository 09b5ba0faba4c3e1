import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { scopeOf } from "@/lib/server/context";
import { importBets } from "@/lib/server/services/players/import-bets";
import { readExecutive } from "./executive";
import { readPlayers } from "./players";
import { betsBetween, executiveFigures, playersFigures, type RecordedBet, recordedBets } from "./test-bets";

const REAL = join(process.env.TEST_DATA_DIR ?? "../shared/data", "crash-bets-part1.csv.gz");
const SLICE = "simulator/fixtures/crash-bets-300.csv";
const NOW = new Date("2026-11-20T15:30:00.000Z");
const BRAND = "imported";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());

const load = (file: string) =>
  importBets(database.context({ now: NOW }), { file, brand: BRAND, isShiftedToNow: false });

async function seen(fromMs: number, toMs: number) {
  const asked = { brand: BRAND, from: new Date(fromMs), to: new Date(toMs) };
  const { financial, users, games } = await readExecutive(database.context({ now: NOW }), asked);
  expect(financial.currency).toBe("BITS");
  expect(financial).not.toHaveProperty("left_out");
  return {
    bets: financial.bets,
    payouts: financial.payouts,
    ggr: financial.ggr,
    players: users.active,
    rounds: games.games_played,
  };
}

/** The whole, parts that begin and end on a bet or a millisecond beside it, and a stretch without any. */
function ranges(bets: readonly RecordedBet[]): [number, number][] {
  const instants = bets.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const at = (share: number) => instants[Math.floor(share * (instants.length - 1))] ?? 0;
  return [
    [at(0), at(1) + 1],
    [at(0), at(1)],
    [at(0) + 1, at(1) + 1],
    [at(0.1), at(0.37)],
    [at(0.1) + 1, at(0.37) - 1],
    [at(0.5), at(0.5) + 1],
    [at(0.61), at(0.615)],
    [at(0) - 86_400_000, at(0)],
  ];
}

async function compareAll(bets: readonly RecordedBet[]) {
  for (const [fromMs, toMs] of ranges(bets)) {
    expect(await seen(fromMs, toMs)).toEqual(executiveFigures(betsBetween(bets, fromMs, toMs)));
  }
  const last = Math.max(...bets.map(({ atMs }) => atMs));
  for (const atMs of [last, last - 12_345_678]) {
    const {
      players,
      sessions,
      bets: stakes,
    } = await readPlayers(database.context({ now: NOW }), { brand: BRAND, at: new Date(atMs) });
    const { avg, max, min, avg_duration, max_duration, ...counts } = playersFigures(bets, atMs);
    expect(players).toEqual(counts);
    expect(stakes).toEqual({ avg, max, min, currency: "BITS" });
    expect(sessions.max_duration).toBe(max_duration);
    expect(sessions.avg_duration).toBeCloseTo(avg_duration, 9);
  }
}

describe("imported bets, reckoned from the file by other code,", () => {
  it("equal the dashboards to the last digit: a slice of 300, one bad row among them", async () => {
    const bets = recordedBets(readFileSync(SLICE, "utf8"));
    expect(await load(SLICE)).toMatchObject({ read: 300, imported: bets.length, rejected: 300 - bets.length });
    expect(bets.length).toBe(299);
    await compareAll(bets);
  });

  it.skipIf(!existsSync(REAL))(
    "equal the dashboards to the last digit: 25,000 real bets (TEST_DATA_DIR)",
    async () => {
      const bets = recordedBets(gunzipSync(readFileSync(REAL)).toString("utf8"));
      expect(await load(REAL)).toMatchObject({ read: 25_000, imported: 25_000, rejected: 0 });
      const whole = executiveFigures(bets);
      expect(whole).toMatchObject({ bets: 67_346_245, payouts: 66_922_321.23, players: 2367, rounds: 20_886 });
      await compareAll(bets);
    },
    120_000,
  );

  it.skipIf(!existsSync(REAL))(
    "are in no figure of a scope that does not hold their brand (TEST_DATA_DIR)",
    async () => {
      await load(REAL);
      const ctx = database.context({ now: NOW, scope: scopeOf(["aurora"]) });
      const { financial, users } = await readExecutive(ctx, { from: new Date(0), to: NOW });
      expect([financial.bets, users.active]).toEqual([0, 0]);
    },
    120_000,
  );
});
