import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { type TestPlatform, testPlatform } from "@/db/test-platform";
import { PlayersDashboard } from "@/lib/dashboards/schema";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { scopeOf } from "@/lib/server/context";
import { readPlayers } from "./players";

const NOW = new Date("2026-11-20T15:30:00.000Z");
const minutesAgo = (minutes: number) => addMs(NOW, -minutes * MINUTE_MS);

let database: TestDatabase;
let platform: TestPlatform;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
});

const read = () => readPlayers(database.context({ now: NOW }), {});

describe("the players dashboard", () => {
  it("keeps every key where nobody played", async () => {
    expect(PlayersDashboard.strict().parse(await read())).toEqual({
      period: "24h",
      players: { active_now: 0, active_today: 0 },
      sessions: { avg_duration: null, max_duration: null },
      bets: { avg: null, max: null, min: null, currency: "EUR" },
      retention: { day_1: null, day_7: null, day_30: null },
    });
  });

  it("counts who was active in 5 minutes and in 24 hours, by round or transaction", async () => {
    await platform.transactions({ createdAt: minutesAgo(5), playerId: "a" });
    await platform.rounds({ createdAt: minutesAgo(1), playerId: "b" });
    await platform.rounds({ createdAt: minutesAgo(1), playerId: "a" });
    await platform.transactions({ createdAt: addMs(minutesAgo(5), -1), playerId: "c" });
    await platform.transactions({ createdAt: addMs(NOW, -DAY_MS), playerId: "d" });
    await platform.transactions({ createdAt: addMs(NOW, -DAY_MS - 1), playerId: "e" });
    await platform.transactions({ createdAt: NOW, playerId: "f" });
    expect((await read()).players).toEqual({ active_now: 2, active_today: 4 });
  });

  it("ends a session at a pause of 30 minutes, and not at one a millisecond shorter", async () => {
    for (const minutes of [200, 170, 160, 150])
      await platform.transactions({ createdAt: minutesAgo(minutes), playerId: "a" });
    await platform.rounds({ createdAt: addMs(minutesAgo(120), -1), playerId: "a" });
    await platform.transactions({ createdAt: minutesAgo(3), playerId: "b" });
    // a: 200 alone (0 s); 170 … 120 and 1 ms (3000 s less 1 ms); b: 0 s.
    const { sessions } = await read();
    expect(sessions.max_duration).toBeCloseTo(2999.999, 6);
    expect(sessions.avg_duration).toBeCloseTo(2999.999 / 3, 6);
  });

  it("averages completed bets, rounds once and finds the largest and smallest over currencies", async () => {
    await platform.rates({ quote: "EUR", day: "2026-11-20", currency: "SEK", rate: "0.1" });
    for (const amount of ["10", "0.01", "2"]) await platform.transactions({ createdAt: minutesAgo(30), amount });
    await platform.transactions({ createdAt: minutesAgo(30), amount: "150", currency: "SEK" });
    await platform.transactions({ createdAt: minutesAgo(30), amount: "9000", currency: "BITS" });
    await platform.transactions({ createdAt: minutesAgo(30), amount: "999", status: "failed" });
    await platform.transactions({ createdAt: minutesAgo(30), amount: "999", type: "payout" });
    expect((await read()).bets).toEqual({ avg: 6.75, max: 15, min: 0.01, currency: "EUR" });
  });

  it("tells which part of those who registered 1, 7 and 30 days ago played again today", async () => {
    const registered = async (id: string, days: number) =>
      platform.players({ id, createdAt: addMs(NOW, -days * DAY_MS - HOUR_MS) });
    for (const id of ["a", "b", "c", "d"]) await registered(id, 1);
    await registered("e", 7);
    await registered("f", 8);
    await registered("g", 0);
    for (const playerId of ["a", "f", "g"]) await platform.transactions({ createdAt: minutesAgo(60), playerId });
    await platform.transactions({ createdAt: addMs(NOW, -DAY_MS - 1), playerId: "b" });
    expect((await read()).retention).toEqual({ day_1: 25, day_7: 0, day_30: null });
  });

  it("shows a scope of one brand nothing of another", async () => {
    await platform.players({ id: "p1", createdAt: addMs(NOW, -DAY_MS - HOUR_MS) });
    await platform.transactions({ createdAt: minutesAgo(1), currency: "SEK" });
    await platform.rounds({ createdAt: minutesAgo(1) });
    const seen = await readPlayers(database.context({ now: NOW, scope: scopeOf(["kingfisher"]) }), {});
    expect(seen.players).toEqual({ active_now: 0, active_today: 0 });
    expect(seen.bets).toEqual({ avg: null, max: null, min: null, currency: "EUR" });
    expect(seen.retention.day_1).toBeNull();
  });
});

describe("sessions told by half-hour slots", () => {
  it("are those of a plain walk over every instant", async () => {
    let seed = 42;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const instants: { player: string; at: number }[] = [];
    for (let row = 0; row < 400; row += 1) {
      const at = NOW.getTime() - Math.ceil(random() * DAY_MS);
      instants.push({ player: `p${Math.floor(random() * 9)}`, at });
    }
    for (const { player, at } of instants) {
      const row = { createdAt: new Date(at), playerId: player };
      await (random() < 0.5 ? platform.transactions(row) : platform.rounds(row));
    }
    const lengths = walk(instants);
    const { sessions, players } = await read();
    expect(players.active_today).toBe(9);
    expect(sessions.max_duration).toBeCloseTo(Math.max(...lengths), 6);
    expect(sessions.avg_duration).toBeCloseTo(lengths.reduce((sum, one) => sum + one, 0) / lengths.length, 6);
  });
});

/** Session lengths in seconds, the slow and obvious way. */
function walk(instants: readonly { player: string; at: number }[]): number[] {
  const lengths: number[] = [];
  for (const player of new Set(instants.map((one) => one.player))) {
    const own = instants.filter((one) => one.player === player).map(({ at }) => at);
    let start: number | undefined;
    let last = 0;
    for (const at of own.sort((a, b) => a - b)) {
      if (start !== undefined && at - last >= 30 * MINUTE_MS) lengths.push((last - start) / 1000);
      if (start === undefined || at - last >= 30 * MINUTE_MS) start = at;
      last = at;
    }
    if (start !== undefined) lengths.push((last - start) / 1000);
  }
  return lengths;
}
