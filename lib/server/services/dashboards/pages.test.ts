import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { errorLogs } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { type TestPlatform, testPlatform } from "@/db/test-platform";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { scopeOf } from "@/lib/server/context";
import { ggrToday, paymentsToday, topGames } from "./executive-page";
import { depositsPerMinute } from "./live-page";
import { failedPayments, flagBands, flagsToLookAt, paymentsByRoute } from "./operations-page";
import { activeByBrand, playersToLookAt, whoComesBack } from "./players-page";
import { flagsByHour } from "./security-page";
import { recentErrors } from "./system-page";

const NOW = new Date("2026-11-20T15:30:10.000Z");
const on = (clock: string) => new Date(`2026-11-20T${clock}Z`);
const ago = (ms: number) => addMs(NOW, -ms);

let database: TestDatabase;
let platform: TestPlatform;
const ctx = () => database.context({ now: NOW });

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
});

describe("GGR of today", () => {
  it("stands by hour beside the day before, as far as that day's rows are all there", async () => {
    await platform.transactions(
      { createdAt: on("00:00:00"), amount: "100" },
      { createdAt: on("00:59:59.999"), amount: "30", type: "payout" },
      { createdAt: on("15:30:00"), amount: "5", status: "failed" },
      { createdAt: on("15:30:00"), amount: "7" },
      { createdAt: addMs(on("16:15:00"), -DAY_MS), amount: "11" },
      { createdAt: addMs(on("12:15:00"), -DAY_MS), amount: "13" },
    );
    const { currency, hours } = await ggrToday(ctx(), {});
    expect(currency).toBe("EUR");
    expect(hours).toHaveLength(24);
    expect(hours[0]).toEqual({ at: on("00:00:00"), ggr: 70, dayBefore: null });
    expect(hours[12]).toMatchObject({ ggr: 0, dayBefore: null });
    expect(hours[14]).toMatchObject({ ggr: 0, dayBefore: 0 });
    expect(hours[15]).toMatchObject({ ggr: 7, dayBefore: 0 });
    expect(hours[16]).toEqual({ at: on("16:00:00"), ggr: null, dayBefore: 11 });
  });

  it("goes to the brands that won it, in one currency, and to none out of scope", async () => {
    await platform.rates({ day: "2026-11-20", currency: "SEK", quote: "EUR", rate: "0.1" });
    await platform.transactions(
      { createdAt: on("09:00:00"), amount: "20", brand: "aurora" },
      { createdAt: on("09:00:00"), amount: "500", currency: "SEK", brand: "kingfisher" },
      { createdAt: addMs(on("23:00:00"), -DAY_MS), amount: "999", brand: "aurora" },
    );
    expect((await ggrToday(ctx(), {})).brands).toEqual([
      { brand: "kingfisher", ggr: 50 },
      { brand: "aurora", ggr: 20 },
    ]);
    const limited = await ggrToday(database.context({ now: NOW, scope: scopeOf(["kingfisher"]) }), {});
    expect(limited).toMatchObject({ currency: "SEK", brands: [{ brand: "kingfisher", ggr: 500 }] });
  });

  it("names the games that won most, with the return they had beside the one they should have", async () => {
    await platform.games(
      { id: "reef", name: "Reef Kings", kind: "slot", rtp: 96.2 },
      { id: "comet", name: "Comet", rtp: 97 },
    );
    const round = { createdAt: on("09:00:00"), stake: "100" };
    await platform.rounds(
      { ...round, gameId: "reef", payout: "90" },
      { ...round, gameId: "reef", payout: "99.5", playerId: null },
      { ...round, gameId: "comet", payout: "120" },
      { ...round, gameId: "gone", payout: "0" },
      { ...round, gameId: "comet", payout: "0", status: "voided" },
    );
    const { played, games } = await topGames(ctx(), { limit: 2 });
    expect(played).toBe(3);
    expect(games).toEqual([
      { gameId: "gone", name: "gone", kind: "", rounds: 1, bets: 100, ggr: 100, rtp: 0, expectedRtp: null },
      {
        gameId: "reef",
        name: "Reef Kings",
        kind: "slot",
        rounds: 2,
        bets: 200,
        ggr: 10.5,
        rtp: 94.75,
        expectedRtp: 96.2,
      },
    ]);
    expect((await topGames(ctx(), {})).games[2]).toMatchObject({ gameId: "comet", ggr: -20, rtp: 120 });
  });

  it("counts completed payments and which of today's new players deposited", async () => {
    await platform.players({ id: "new", createdAt: on("08:00:00") }, { id: "old", createdAt: ago(9 * DAY_MS) });
    const payment = { createdAt: on("09:00:00"), playerId: "new" };
    await platform.payments(payment, payment, { ...payment, playerId: "old" }, { ...payment, status: "failed" });
    await platform.payments({ ...payment, direction: "withdrawal" }, { ...payment, createdAt: ago(DAY_MS) });
    expect(await paymentsToday(ctx(), {})).toEqual({ deposits: 3, withdrawals: 1, newDepositors: 1 });
  });
});

describe("payments of the last hour", () => {
  it("fail by minute and reason, three reasons by name and the rest together", async () => {
    const failed = { status: "failed", createdAt: on("15:30:05") };
    for (const [reason, times] of Object.entries({ timeout: 5, declined: 4, abandoned: 3, expired: 2, fraud: 1 })) {
      for (let time = 0; time < times; time += 1) await platform.payments({ ...failed, failureReason: reason });
    }
    await platform.payments({ ...failed, failureReason: "timeout", createdAt: on("14:31:00") });
    await platform.payments({ ...failed, failureReason: "timeout", createdAt: on("14:30:59.999") });
    const { minutes, reasons } = await failedPayments(ctx(), {});
    expect([minutes[0], minutes[59], minutes.length]).toEqual([on("14:31:00"), on("15:30:00"), 60]);
    expect(reasons.map(({ reason, counts }) => [reason, counts[0], counts[59]])).toEqual([
      ["timeout", 1, 5],
      ["declined", 0, 4],
      ["abandoned", 0, 3],
      ["other", 0, 3],
    ]);
  });

  it("go by provider, method and direction, the worst route first", async () => {
    await platform.rates({ day: "2026-11-20", currency: "SEK", quote: "EUR", rate: "0.1" });
    const failed = { createdAt: ago(MINUTE_MS), status: "failed", failureReason: "timeout" };
    const done = { createdAt: ago(MINUTE_MS) };
    await platform.payments({ ...failed, amount: "10" }, { ...failed, amount: "50", currency: "SEK" }, done, {
      ...done,
      status: "pending",
    });
    await platform.payments(
      { ...failed, failureReason: "declined", currency: "SEK", amount: "1" },
      { ...done, provider: "klarvia" },
    );
    await platform.payments({ ...done, provider: "volto", status: "pending" });
    const { currency, routes } = await paymentsByRoute(ctx(), {});
    expect(currency).toBe("EUR");
    expect(routes[0]).toEqual({
      provider: "nordpay",
      method: "card",
      direction: "deposit",
      payments: 5,
      failed: 3,
      failureRate: 75,
      reason: expect.stringMatching(/timeout|declined/),
      failedAmount: 15.1,
    });
    expect(routes.slice(1).map(({ provider, failureRate }) => [provider, failureRate])).toEqual([
      ["klarvia", 0],
      ["volto", null],
    ]);
  });

  it("bring deposits by whole minute", async () => {
    await platform.payments(
      { createdAt: on("15:29:59.999"), amount: "10.5" },
      { createdAt: on("15:29:00"), amount: "2" },
      { createdAt: on("15:30:00"), amount: "4" },
      { createdAt: on("15:27:00"), amount: "8" },
      { createdAt: on("15:28:00"), direction: "withdrawal" },
      { createdAt: on("15:28:00"), status: "failed" },
    );
    const { currency, points } = await depositsPerMinute(ctx(), { minutes: 2 });
    expect([currency, points]).toEqual([
      "EUR",
      [
        { at: on("15:28:00"), amount: 0 },
        { at: on("15:29:00"), amount: 12.5 },
      ],
    ]);
    expect((await depositsPerMinute(ctx(), {})).points).toHaveLength(180);
  });
});

describe("flags", () => {
  it("of the last hour lie in four bands, of a day in 24 hours each", async () => {
    await platform.flags(
      { createdAt: ago(1), score: 90 },
      { createdAt: on("14:59:00"), score: 60 },
      { createdAt: on("13:00:00"), score: 10 },
    );
    expect((await flagBands(ctx(), {})).map(({ band, count }) => `${band} ${count}`)).toEqual([
      "critical 1",
      "high 1",
      "medium 0",
      "low 0",
    ]);
    const { hours, bands } = await flagsByHour(ctx(), {});
    expect([hours[0], hours[23]]).toEqual([addMs(on("16:00:00"), -DAY_MS), on("15:00:00")]);
    const [critical, high, , low] = bands;
    expect([critical?.counts[23], high?.counts[22], low?.counts[21], low?.counts[22]]).toEqual([1, 1, 1, 0]);
  });

  it("to look at are the unresolved, the gravest first, their players masked", async () => {
    await platform.flags(
      { id: "f-a", createdAt: ago(5), score: 60, playerId: "player-73412" },
      { id: "f-b", createdAt: ago(3 * DAY_MS), score: 90 },
      { id: "f-c", createdAt: ago(5), score: 99, status: "resolved", resolvedAt: ago(1) },
      { id: "f-d", createdAt: ago(4), score: 60 },
    );
    const flags = await flagsToLookAt(ctx(), { limit: 3 });
    expect(flags.map(({ id, band }) => [id, band])).toEqual([
      ["f-b", "critical"],
      ["f-d", "high"],
      ["f-a", "high"],
    ]);
    expect(flags[2]).toMatchObject({ player: "7··2", type: "velocity", createdAt: ago(5) });
    expect(flags[2]).not.toHaveProperty("playerId");
  });
});

describe("players", () => {
  it("active now are told by brand", async () => {
    const lately = { createdAt: ago(MINUTE_MS) };
    await platform.transactions(
      { ...lately, playerId: "a" },
      { ...lately, playerId: "a" },
      { createdAt: ago(6 * MINUTE_MS), playerId: "x" },
    );
    await platform.rounds(
      { ...lately, playerId: "b" },
      { ...lately, playerId: null },
      { ...lately, playerId: "c", brand: "kingfisher" },
    );
    expect(await activeByBrand(ctx(), {})).toEqual([
      { brand: "aurora", players: 2 },
      { brand: "kingfisher", players: 1 },
    ]);
    expect(await activeByBrand(ctx(), { brand: "kingfisher" })).toHaveLength(1);
  });

  it("to look at ran into limits, most often first", async () => {
    const reached = { createdAt: ago(HOUR_MS), playerId: "player-73412", type: "loss" };
    await platform.limitViolations(reached, { ...reached, createdAt: ago(5) }, { playerId: "p9", createdAt: ago(1) });
    await platform.limitViolations({ createdAt: ago(DAY_MS + 1) });
    expect(await playersToLookAt(ctx(), {})).toEqual([
      { player: "7··2", brand: "aurora", type: "loss", count: 2, lastAt: ago(5) },
      { player: "··9", brand: "aurora", type: "bet", count: 1, lastAt: ago(1) },
    ]);
  });

  it("come back by the week they joined in, and not yet where it is too early to say", async () => {
    const joined = ago(10 * DAY_MS);
    await platform.players(
      { createdAt: joined, lastActiveAt: addMs(joined, DAY_MS) },
      { createdAt: joined, lastActiveAt: addMs(joined, DAY_MS - 1) },
      { createdAt: ago(DAY_MS), lastActiveAt: NOW },
      { createdAt: ago(80 * DAY_MS) },
    );
    const weeks = await whoComesBack(ctx(), {});
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual({
      from: ago(42 * DAY_MS),
      to: ago(35 * DAY_MS),
      joined: 0,
      day_1: null,
      day_7: null,
      day_30: null,
    });
    expect(weeks[4]).toMatchObject({ joined: 2, day_1: 50, day_7: 0, day_30: null });
    expect(weeks[5]).toMatchObject({ to: NOW, joined: 1, day_1: null, day_7: null, day_30: null });
  });
});

describe("errors", () => {
  it("are listed newest first, the platform's and our own, of every severity", async () => {
    await platform.errors({ createdAt: ago(2), severity: "warning" }, { createdAt: ago(DAY_MS + 1) });
    await database.db.insert(errorLogs).values({ at: ago(1), type: "RELAY", severity: "error", message: "no answer" });
    const errors = await recentErrors(ctx(), {});
    expect(errors.map(({ source, severity }) => [source, severity])).toEqual([
      ["pitboss", "error"],
      ["platform", "warning"],
    ]);
    expect(await recentErrors(ctx(), { limit: 1 })).toHaveLength(1);
  });
});

it("a page asked about a brand out of scope is refused", async () => {
  const limited = database.context({ now: NOW, scope: scopeOf(["kingfisher"]) });
  await expect(ggrToday(limited, { brand: "aurora" })).rejects.toMatchObject({ code: "forbidden", field: "brand" });
});
