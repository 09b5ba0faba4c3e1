import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { valuesOf } from "@/lib/server/figures";
import { readPlatform } from "./read-platform";

const noon = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => addMs(noon, -ms);

let database: TestDatabase;
let platform: ReturnType<typeof testPlatform>;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
});

async function read({
  brand,
  at = noon,
  zone = "UTC",
  isLabelled = false,
}: {
  brand?: string;
  at?: Date;
  zone?: string;
  isLabelled?: boolean;
} = {}) {
  const reporting = { zone, currency: "EUR" };
  const shared = { db: database.db, previous: new Map(), skipMs: 40_000, now: at, reporting };
  return readPlatform({ ...shared, filter: { scope: database.context().scope, brand }, at, isLabelled });
}

const values = async (asked: Parameters<typeof read>[0] = {}) => valuesOf((await read(asked)).figures);

describe("players", () => {
  it("counts the registered, those active within 24 h, and those new since midnight", async () => {
    const midnight = new Date("2026-11-20T00:00:00Z");
    await platform.players({ createdAt: ago(90 * DAY_MS), lastActiveAt: ago(DAY_MS) });
    await platform.players({ createdAt: addMs(midnight, -1), lastActiveAt: ago(DAY_MS + 1) });
    await platform.players({ createdAt: midnight, lastActiveAt: ago(1) }, { createdAt: ago(1), lastActiveAt: noon });
    await platform.players({ createdAt: noon, lastActiveAt: null });
    expect(await values()).toMatchObject({ user_total: 4, user_active: 2, user_new_today: 2 });
  });

  it.each([
    ["Europe/London", "2026-03-29T12:00:00Z", "2026-03-29T00:00:00Z"],
    ["Europe/London", "2026-10-25T12:00:00Z", "2026-10-24T23:00:00Z"],
    ["America/New_York", "2026-03-08T12:00:00Z", "2026-03-08T05:00:00Z"],
    ["America/New_York", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z"],
    ["Asia/Kolkata", "2026-11-20T12:00:00Z", "2026-11-19T18:30:00Z"],
  ])("begins today at midnight of %s on %s", async (zone, at, midnight) => {
    const start = new Date(midnight);
    await platform.players({ createdAt: start }, { createdAt: addMs(start, -1) });
    expect((await values({ zone, at: new Date(at) })).user_new_today).toBe(1);
  });
});

describe("fraud", () => {
  it("counts flags of the hour, the critical above 75, and averages the scores", async () => {
    const scores = [20, 75, 75.5, 100];
    await platform.flags(...scores.map((score) => ({ score, createdAt: ago(HOUR_MS) })), {
      score: 90,
      createdAt: ago(HOUR_MS + 1),
    });
    expect(await values()).toMatchObject({ fraud_flags_count: 4, fraud_critical_count: 2, fraud_avg_score: 67.625 });
  });

  it("has no average without flags", async () => {
    expect(await values()).toMatchObject({ fraud_flags_count: 0, fraud_critical_count: 0, fraud_avg_score: null });
  });
});

describe("payments", () => {
  const many = (count: number, row: Parameters<typeof platform.payments>[0]) =>
    Array.from({ length: count }, () => row);

  it("counts, rates and adds those of the hour", async () => {
    await platform.payments({ createdAt: ago(HOUR_MS) }, { createdAt: ago(HOUR_MS + 1) }, { createdAt: noon });
    await platform.payments({ createdAt: ago(1), status: "failed" }, { createdAt: ago(1), status: "pending" });
    expect(await values()).toMatchObject({ payment_count: 3, payment_failure_rate: 50, payment_volume: 50 });
  });

  it("rates the last minute only from ten finished payments on", async () => {
    await platform.payments(...many(8, { createdAt: ago(MINUTE_MS) }), ...many(30, { createdAt: ago(MINUTE_MS + 1) }));
    await platform.payments({ createdAt: ago(1), status: "failed" }, { createdAt: ago(1), status: "pending" });
    expect((await values()).payment_failure_rate_1m).toBeNull();
    await platform.payments({ createdAt: ago(1), status: "failed" });
    expect((await values()).payment_failure_rate_1m).toBe(20);
  });

  it("keeps each provider's rate beside the whole's", async () => {
    await platform.payments({ createdAt: ago(1), provider: "baltpay", status: "failed" }, { createdAt: ago(1) });
    const { figures } = await read({ isLabelled: true });
    const rates = figures
      .filter(({ metric }) => metric === "payment_failure_rate")
      .map(({ labels, value }) => [labels, value]);
    expect(rates).toHaveLength(4);
    expect(rates).toEqual(
      expect.arrayContaining([
        [{}, 50],
        [{ brand: "aurora" }, 50],
        [{ provider: "baltpay" }, 100],
        [{ provider: "nordpay" }, 0],
      ]),
    );
  });

  it("has no rate without finished payments", async () => {
    expect(await values()).toMatchObject({
      payment_count: 0,
      payment_failure_rate: null,
      payment_failure_rate_1m: null,
    });
  });
});

describe("api, database and cache", () => {
  it("interpolates the 99th percentile of the last five minutes", async () => {
    const durations = Array.from({ length: 101 }, (_, index) => index * 10);
    await platform.calls(...durations.map((durationMs) => ({ durationMs, createdAt: ago(5 * MINUTE_MS) })));
    await platform.calls(
      { durationMs: 99_999, createdAt: ago(5 * MINUTE_MS + 1) },
      { durationMs: 99_999, createdAt: noon },
    );
    expect((await values()).api_latency_p99).toBeCloseTo(990, 9);
  });

  it("gives each brand its own percentile", async () => {
    await platform.calls(
      { durationMs: 10, createdAt: ago(1) },
      { durationMs: 30, brand: "borealis", createdAt: ago(1) },
    );
    await platform.calls({ durationMs: 30, brand: null, createdAt: ago(1) });
    const { figures } = await read({ isLabelled: true });
    const found = figures.filter(({ metric }) => metric === "api_latency_p99");
    expect(found).toHaveLength(3);
    expect(found).toContainEqual({ metric: "api_latency_p99", labels: { brand: "aurora" }, value: 10 });
    expect((await values({ brand: "borealis" })).api_latency_p99).toBe(30);
  });

  it("probes the database once", async () => {
    const { database_latency } = await values();
    expect(database_latency).toBeGreaterThan(0);
  });

  it("rates cache hits among all reads of the last five minutes", async () => {
    await platform.cache(
      { hits: 90, misses: 10, createdAt: ago(5 * MINUTE_MS) },
      { hits: 6, misses: 14, createdAt: ago(1) },
    );
    await platform.cache({ hits: 0, misses: 1000, createdAt: ago(5 * MINUTE_MS + 1) });
    expect((await values()).cache_hit_rate).toBe(80);
    expect((await values({ brand: "aurora" })).cache_hit_rate).toBeNull();
  });

  it("has no latency and no rate without rows, or without reads", async () => {
    await platform.cache({ hits: 0, misses: 0, createdAt: ago(1) });
    expect(await values()).toMatchObject({ api_latency_p99: null, cache_hit_rate: null });
  });
});
