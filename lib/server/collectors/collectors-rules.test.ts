import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { valuesOf } from "@/lib/server/figures";
import type { KnownHours } from "./operations-of-day";
import { readPlatform } from "./read-platform";

const noon = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => addMs(noon, -ms);
const FIVE_MINUTES = 5 * MINUTE_MS;

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
  isLabelled?: boolean;
  at?: Date;
  knownHours?: KnownHours;
}

async function read({ isLabelled = false, at = noon, knownHours }: Asked = {}) {
  const reporting = { zone: "UTC", currency: "EUR" };
  const shared = { db: database.db, previous: new Map(), skipMs: 40_000, now: at, reporting, knownHours };
  return readPlatform({ ...shared, filter: { scope: database.context().scope }, at, isLabelled });
}

const values = async (asked: Asked = {}) => valuesOf((await read(asked)).figures);

describe("operations", () => {
  it("rate those that succeeded among all that finished within the hour, transactions and payments together", async () => {
    await platform.transactions(
      { createdAt: ago(HOUR_MS) },
      { createdAt: ago(1) },
      { createdAt: ago(1), status: "failed" },
    );
    await platform.payments({ createdAt: ago(1) }, { createdAt: ago(1), status: "pending" });
    await platform.payments({ createdAt: ago(HOUR_MS + 1), status: "failed" }, { createdAt: noon, status: "failed" });
    expect((await values()).operation_success_rate).toBe(75);
  });

  it("rate those that failed within 24 hours once a minute, and by brand", async () => {
    await platform.transactions({ createdAt: ago(DAY_MS), status: "failed" }, { createdAt: ago(2 * HOUR_MS) });
    await platform.payments(
      { createdAt: ago(3 * HOUR_MS), brand: "borealis" },
      { createdAt: ago(1), status: "pending" },
    );
    await platform.payments({ createdAt: ago(DAY_MS + 1), status: "failed" }, { createdAt: noon, status: "failed" });
    expect((await values()).operation_error_rate_24h).toBeNull();
    const { figures } = await read({ isLabelled: true });
    const rates = figures.filter(({ metric }) => metric === "operation_error_rate_24h");
    expect(rates.map(({ labels, value }) => [labels, value])).toEqual(
      expect.arrayContaining([
        [{ brand: "aurora" }, 50],
        [{ brand: "borealis" }, 0],
      ]),
    );
    expect(rates).toHaveLength(3);
    expect(valuesOf(figures).operation_error_rate_24h).toBeCloseTo(100 / 3, 9);
    expect(valuesOf(figures).operation_count_24h).toBe(3);
  });

  it("of hours that are over are remembered, each read anew in its turn, and those of the last hour always", async () => {
    const knownHours: KnownHours = new Map();
    const rate = async (at: Date) => {
      const { figures } = await read({ isLabelled: true, at, knownHours });
      return valuesOf(figures).operation_error_rate_24h;
    };
    await platform.payments({ createdAt: ago(5 * HOUR_MS) }, { createdAt: ago(1), status: "failed" });
    expect(await rate(noon)).toBe(50);
    expect(knownHours.size).toBe(23);
    await platform.payments({ createdAt: ago(5 * HOUR_MS) }, { createdAt: ago(MINUTE_MS) }, { createdAt: ago(1) });
    expect(await rate(noon)).toBe(25);
    for (let turn = 2; turn < 23; turn += 1) await rate(noon);
    expect(await rate(noon)).toBe(20);
    const later = addMs(noon, 90 * MINUTE_MS);
    await platform.payments({ createdAt: addMs(later, -DAY_MS) }, { createdAt: addMs(later, -DAY_MS - 1) });
    expect(await rate(later)).toBeCloseTo(100 / 6, 9);
    expect([...knownHours.keys()].every((hour) => hour >= later.getTime() - DAY_MS)).toBe(true);
  });

  it("have no rate where nothing finished", async () => {
    await platform.payments({ createdAt: ago(1), status: "pending" });
    expect(await values({ isLabelled: true })).toMatchObject({
      operation_success_rate: null,
      operation_error_rate_24h: null,
    });
  });
});

describe("the API", () => {
  it("counts server errors among the requests of five minutes, and not the caller's own", async () => {
    await platform.calls(
      { statusCode: 500, createdAt: ago(FIVE_MINUTES) },
      ...[200, 404, 429].map((statusCode) => ({ statusCode, createdAt: ago(1) })),
      { statusCode: 500, createdAt: ago(FIVE_MINUTES + 1) },
      { statusCode: 500, createdAt: noon },
    );
    expect(await values()).toMatchObject({ api_request_count: 4, api_error_rate: 25 });
  });

  it("averages the requests of an hour", async () => {
    await platform.calls(
      { durationMs: 100, createdAt: ago(HOUR_MS) },
      { durationMs: 400, createdAt: ago(1) },
      { durationMs: 9000, createdAt: ago(HOUR_MS + 1) },
    );
    expect((await values()).api_response_time_avg).toBe(250);
  });

  it("tells each brand's", async () => {
    await platform.calls({ statusCode: 500, brand: "borealis", createdAt: ago(1) }, { createdAt: ago(1) });
    const { figures } = await read({ isLabelled: true });
    const rates = figures.filter(({ metric }) => metric === "api_error_rate");
    expect(rates).toContainEqual({ metric: "api_error_rate", labels: { brand: "borealis" }, value: 100 });
    expect(rates).toContainEqual({ metric: "api_error_rate", labels: {}, value: 50 });
  });

  it("has a count and no rate where nothing was asked", async () => {
    expect(await values()).toMatchObject({ api_request_count: 0, api_error_rate: null, api_response_time_avg: null });
  });
});

describe("logged errors", () => {
  it("count as critical for five minutes, by the severity the platform gave them", async () => {
    await platform.errors(
      { severity: "critical", createdAt: ago(FIVE_MINUTES) },
      { severity: "critical", createdAt: ago(FIVE_MINUTES + 1) },
      { severity: "error", createdAt: ago(1) },
      { severity: "critical", createdAt: noon },
    );
    expect((await values()).critical_error_count).toBe(1);
  });

  it.each([
    ["authentication_failure", "authentication_failure_count"],
    ["rate_limit_violation", "rate_limit_violation_count"],
    ["large_data_export", "large_data_export_count"],
    ["brand_isolation_violation", "brand_isolation_violation_count"],
  ] as const)("of type %s count for an hour, of a brand or of none", async (type, metric) => {
    await platform.errors(
      { type, createdAt: ago(HOUR_MS) },
      { type, brand: "aurora", createdAt: ago(1) },
      { type, createdAt: ago(HOUR_MS + 1) },
      { type: "PSP_TIMEOUT", createdAt: ago(1) },
    );
    expect((await values())[metric]).toBe(2);
  });
});

describe("bets of excluded players", () => {
  const bet = (playerId: string, ms: number, change: object = {}) => ({ playerId, createdAt: ago(ms), ...change });

  it("count while the exclusion holds: from its beginning, to before its end, or for good", async () => {
    await platform.complianceEvents(
      { playerId: "now", createdAt: ago(MINUTE_MS), endsAt: addMs(noon, DAY_MS) },
      { playerId: "over", createdAt: ago(3 * DAY_MS), endsAt: ago(MINUTE_MS) },
      { playerId: "ever", createdAt: ago(90 * DAY_MS), isPermanent: true, endsAt: null },
      { playerId: "cooling", type: "cooling_off", createdAt: ago(DAY_MS), endsAt: addMs(noon, 1) },
      { playerId: "kyc", type: "kyc_failed", createdAt: ago(DAY_MS), endsAt: null },
    );
    await platform.transactions(bet("now", MINUTE_MS), bet("over", MINUTE_MS + 1), bet("ever", 1), bet("cooling", 1));
    expect((await values()).self_exclusion_breach_count).toBe(4);
    await platform.transactions(bet("now", MINUTE_MS + 1), bet("over", MINUTE_MS), bet("kyc", 1), bet("anybody", 1));
    expect((await values()).self_exclusion_breach_count).toBe(4);
  });

  it("count once each, however many exclusions hold, and neither refused ones nor payouts", async () => {
    await platform.complianceEvents(
      { playerId: "p", createdAt: ago(DAY_MS), endsAt: null },
      { playerId: "p", type: "cooling_off", createdAt: ago(HOUR_MS), endsAt: addMs(noon, HOUR_MS) },
    );
    await platform.transactions(bet("p", 1), bet("p", 1, { status: "failed" }), bet("p", 1, { type: "payout" }));
    await platform.transactions(bet("p", FIVE_MINUTES + 1), bet("p", 0));
    expect((await values()).self_exclusion_breach_count).toBe(1);
  });
});
