import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/kernel/time";
import { busyness, instantOfVolume, volumeAt } from "./calendar";
import { exchangeRates } from "./exchange-rates";
import { GAMES } from "./games";
import { overseeHour } from "./oversight";
import { BRANDS, MAIN_PROVIDER, PROVIDERS } from "./platform";
import { playerRow, registeredBy, seatsAt } from "./players";
import { randomOf, share, weighted } from "./random";
import { noRows, type Rows, type World } from "./schema";
import { happenSecond, LONGEST_TAIL_MS } from "./second";
import { GAME_TABLES, TABLE_STATES, tableAt } from "./tables";

const FRIDAY = Date.parse("2026-11-20T00:00:00Z");
const world: World = { seed: 1984, rate: 5, openedMs: FRIDAY - 60 * DAY_MS, incidents: [] };

function span(fromMs: number, ms: number, of: World = world): Rows {
  const rows = noRows();
  for (let at = fromMs; at < fromMs + ms; at += 1000) happenSecond(of, at / 1000, rows);
  return rows;
}

const hours = span(FRIDAY + 18 * HOUR_MS, 3 * HOUR_MS);

describe("the world", () => {
  it("is the same whenever it is asked, and another with another seed", () => {
    expect(span(FRIDAY, 20_000)).toEqual(span(FRIDAY, 20_000));
    expect(span(FRIDAY, 20_000, { ...world, seed: 2 })).not.toEqual(span(FRIDAY, 20_000));
  });

  it("gives no two rows one id", () => {
    for (const rows of Object.values(hours)) {
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    }
  });

  it("holds to the rate: that many transactions a second over a week, and a fifth in payments", () => {
    const week = noRows();
    let seconds = 0;
    for (let at = FRIDAY - 7 * DAY_MS; at < FRIDAY; at += 61_000) {
      happenSecond(world, at / 1000, week);
      seconds += 1;
    }
    expect(Math.abs(week.transactions.length / seconds - 5)).toBeLessThan(0.15);
    expect(Math.abs(week.payments.length / seconds - 1)).toBeLessThan(0.04);
  });

  it("finishes every row within the tail that a restart looks back", () => {
    const slow = {
      ...world,
      incidents: [{ name: "provider-slow", fromMs: FRIDAY, untilMs: FRIDAY + HOUR_MS }],
    } as const;
    for (let at = FRIDAY; at < FRIDAY + 600_000; at += 1000) {
      const rows = noRows();
      happenSecond(slow, at / 1000, rows);
      const last = [...rows.rounds, ...rows.transactions, ...rows.payments].map(({ finishedMs }) => finishedMs);
      expect(Math.max(0, ...last)).toBeLessThanOrEqual(at + LONGEST_TAIL_MS);
    }
  });

  it("pays the house its edge, and players their returns", () => {
    const sum = (type: string) =>
      hours.transactions
        .filter((row) => row.type === type && row.status === "completed")
        .reduce(
          (cents, row) => cents + row.amountCents / (BRANDS.find(({ key }) => key === row.brand)?.priceLevel ?? 1),
          0,
        );
    const theoretical = sum("payout") / sum("bet");
    expect(theoretical).toBeGreaterThan(0.9);
    expect(theoretical).toBeLessThan(1.02);
    expect(hours.rounds.filter(({ status, payoutCents }) => status === "voided" && payoutCents > 0)).toEqual([]);
  });

  it("has each brand play in its currency", () => {
    const pairs = [...hours.transactions, ...hours.payments, ...hours.rounds].map(
      (row) => `${row.brand} ${row.currency}`,
    );
    expect(new Set(pairs)).toEqual(new Set(BRANDS.map(({ key, currency }) => `${key} ${currency}`)));
  });

  it("has sessions: who plays goes on for a while", () => {
    const seen = new Map<string, number>();
    for (const { playerId } of hours.transactions) seen.set(playerId, (seen.get(playerId) ?? 0) + 1);
    const counts = [...seen.values()].sort((a, b) => a - b);
    expect(counts[Math.floor(counts.length / 2)]).toBeGreaterThan(15);
    expect(seen.size).toBeGreaterThan(seatsAt(world, FRIDAY + 19 * HOUR_MS));
  });

  it("never shows a player before registration, nor one who shut himself out", () => {
    const excluded = new Set<string>();
    for (let hour = FRIDAY / HOUR_MS - 24 * 14; hour < FRIDAY / HOUR_MS + 21; hour += 1) {
      const rows = noRows();
      overseeHour(world, hour, rows);
      for (const { playerId } of rows.complianceEvents) excluded.add(playerId);
    }
    expect(excluded.size).toBeGreaterThan(20);
    const born = new Map(
      Array.from({ length: registeredBy(world, FRIDAY + DAY_MS) }, (_, number) => playerRow(world, number)).map(
        (row) => [row.id, row.createdMs],
      ),
    );
    const isWrong = (id: string, ms: number) => excluded.has(id) || (born.get(id) ?? Number.POSITIVE_INFINITY) > ms;
    expect(hours.transactions.filter(({ playerId, createdMs }) => isWrong(playerId, createdMs))).toEqual([]);
  });

  it("registers players when its calendar says so", () => {
    const count = registeredBy(world, FRIDAY);
    expect(playerRow(world, count - 1).createdMs).toBeLessThanOrEqual(FRIDAY);
    expect(playerRow(world, count).createdMs).toBeGreaterThan(FRIDAY);
  });

  it("gives the main provider more than a third of the payments", () => {
    const main = hours.payments.filter(({ provider }) => provider === MAIN_PROVIDER).length;
    expect(main / hours.payments.length).toBeGreaterThan(1 / 3);
    expect(new Set(hours.payments.map(({ provider }) => provider)).size).toBe(PROVIDERS.length);
  });

  it("moves each table through its phases in order", () => {
    const order: readonly string[] = TABLE_STATES.map(({ state }) => state);
    for (const table of GAME_TABLES) {
      let before = tableAt(world, table, FRIDAY);
      for (let ms = FRIDAY; ms < FRIDAY + 200_000; ms += 250) {
        const row = tableAt(world, table, ms);
        expect(row.sinceMs).toBeLessThanOrEqual(ms);
        if (row.state !== before.state) {
          expect(order.indexOf(row.state)).toBe((order.indexOf(before.state) + 1) % order.length);
        }
        before = row;
      }
    }
  });

  it("knows a rate of each currency in each other on each day", () => {
    const rows = exchangeRates(world, FRIDAY - DAY_MS, FRIDAY);
    expect(rows).toHaveLength(24);
    const of = (currency: string, quote: string) =>
      Number(rows.find((row) => row.currency === currency && row.quote === quote && row.day === "2026-11-20")?.rate);
    expect(of("GBP", "SEK")).toBeCloseTo(of("GBP", "EUR") * of("EUR", "SEK"), 5);
  });

  it("has twenty games of different returns", () => {
    expect(GAMES).toHaveLength(20);
    expect(new Set(GAMES.map(({ rtp }) => rtp)).size).toBeGreaterThan(15);
  });
});

describe("the calendar", () => {
  it("is average over a week, and turns volume back into instants", () => {
    expect((volumeAt(FRIDAY) - volumeAt(FRIDAY - 7 * DAY_MS)) / (7 * 86_400)).toBeCloseTo(1, 9);
    for (const ms of [FRIDAY, FRIDAY + 1234 * 1000, FRIDAY + 5 * DAY_MS + 1]) {
      expect(instantOfVolume(volumeAt(ms))).toBeCloseTo(ms, -1);
    }
  });

  it("is quiet before dawn and busy in the evening", () => {
    expect(busyness(FRIDAY + 4 * HOUR_MS)).toBeLessThan(0.6);
    expect(busyness(FRIDAY + 20 * HOUR_MS)).toBeGreaterThan(1.4);
  });
});

describe("chance", () => {
  it("keeps to its means", () => {
    const random = randomOf(5);
    const draws = Array.from({ length: 20_000 }, () => random.poisson(45));
    expect(draws.reduce((sum, value) => sum + value, 0) / draws.length).toBeCloseTo(45, 0);
    const uniform = Array.from({ length: 20_000 }, (_, n) => share(3, n));
    expect(uniform.reduce((sum, value) => sum + value, 0) / uniform.length).toBeCloseTo(0.5, 1);
  });

  it("picks by weight, the last one at the very end", () => {
    const items = [
      { weight: 3, name: "a" },
      { weight: 1, name: "b" },
    ] as const;
    expect(weighted(items, 0.74).name).toBe("a");
    expect(weighted(items, 0.75).name).toBe("b");
    expect(weighted(items, 1).name).toBe("b");
    expect(() => weighted([], 0.5)).toThrow("Nothing to pick from");
  });
});
