import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listMoney } from "@/db/queries/money";
import { alerts, feedEvents, metricRollups1m, metricSeries } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { fingerprint, type Labels } from "@/lib/kernel/labels";
import { addMs, DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { shortfallOf } from "./shortfall";
import { updateMoney } from "./update-money";

/** A Friday. */
const raisedAt = new Date("2026-11-20T12:00:20Z");
const minute = new Date("2026-11-20T12:00:00Z");
const METRIC = "payment_failure_rate_1m";

let database: TestDatabase;
let platform: ReturnType<typeof testPlatform>;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
});
afterAll(() => database.close());

/** The stored volume of the hour at the same time of weeks before, every ten minutes for three hours around. */
async function usually({ volumes, labels = {}, metric = "payment_volume" }: Usual) {
  const [series] = await database.db
    .insert(metricSeries)
    .values({ metric, labels, fingerprint: fingerprint(labels) })
    .returning();
  for (const [index, value] of volumes.entries()) {
    const middle = addMs(minute, -(index + 1) * 7 * DAY_MS);
    const rows = Array.from({ length: 19 }, (_, step) => ({
      seriesId: series?.id ?? 0,
      at: addMs(middle, (step - 9) * 10 * MINUTE_MS),
      ...{ count: 1, sum: value, min: value, max: value, last: value },
    }));
    await database.db.insert(metricRollups1m).values(rows);
  }
}
interface Usual {
  volumes: number[];
  labels?: Labels;
  metric?: string;
}

async function anOpenAlert(changes: Partial<typeof alerts.$inferInsert> = {}): Promise<number> {
  const base = { ruleName: "payment_outage", metric: METRIC, fingerprint: "f", severity: "critical" };
  const row = { ...base, status: "triggered", message: "m", triggeredAt: raisedAt, ...changes };
  const [made] = await database.db.insert(alerts).values(row).returning();
  return made?.id ?? 0;
}

async function alertOf(id: number) {
  const [row] = await database.db.select().from(alerts).where(eq(alerts.id, id));
  return row;
}

const at = (minutes: number) => addMs(minute, minutes * MINUTE_MS);
const run = (minutes: number) => updateMoney(database.context({ now: at(minutes) }));
/** An hour before in which three of four completed amounts were deposits; 400 EUR come in the first minute. */
async function payments(given: { currency?: string; brand?: string } = {}) {
  const before = { createdAt: at(-30), ...given };
  await platform.payments(
    { ...before, amount: "300" },
    { ...before, amount: "100", direction: "withdrawal" },
    { ...given, createdAt: addMs(minute, 30 * SECOND_MS), amount: "400" },
    { ...given, createdAt: addMs(minute, 40 * SECOND_MS), amount: "999", status: "failed" },
    { ...given, createdAt: addMs(minute, 40 * SECOND_MS), amount: "50", direction: "withdrawal" },
  );
}

describe("money at risk of an open alert", () => {
  it("is there within a minute: deposits of the same weekdays less those that came", async () => {
    await payments();
    await usually({ volumes: [80_000, 100_000, 84_000] });
    const id = await anOpenAlert();
    expect(await run(1)).toEqual({ updated: 1, without: 0 });
    const row = await alertOf(id);
    // 84,000 an hour of which three quarters are deposits: 1,050 a minute; 400 came.
    expect(row?.money).toEqual({
      currency: "EUR",
      total: "650",
      perMinute: "650",
      confidence: "high",
      formula: "expected 1,050 EUR of deposits (median of 3 Fridays), came 400 EUR",
      at: at(1).toISOString(),
    });
    expect(row?.version).toBe(1);
  });

  it("grows, keeps its line and tells the feed", async () => {
    await payments();
    await usually({ volumes: [80_000, 80_000] });
    const id = await anOpenAlert();
    await run(1);
    await run(11);
    expect((await alertOf(id))?.money).toMatchObject({ total: "10600", perMinute: "1000", confidence: "medium" });
    const line = await listMoney(database.db, id);
    expect(line.map((point) => [point.at, point.total])).toEqual([
      [at(1), "600"],
      [at(11), "10600"],
    ]);
    const told = await database.db.select().from(feedEvents);
    expect(told.map(({ type, event }) => [type, event])).toEqual([
      ["alert/money", "alert:update"],
      ["alert/money", "alert:update"],
    ]);
  });

  it("is frozen at the instant of its resolution and never changed again", async () => {
    await payments();
    await usually({ volumes: [80_000] });
    const id = await anOpenAlert();
    await run(1);
    await database.db
      .update(alerts)
      .set({ status: "resolved", resolvedAt: at(2) })
      .where(eq(alerts.id, id));
    await run(3);
    const frozen = (await alertOf(id))?.money;
    expect(frozen).toMatchObject({ total: "1600", at: at(2).toISOString(), confidence: "low" });
    await platform.payments({ createdAt: addMs(minute, 90 * SECOND_MS), amount: "500" });
    expect(await run(4)).toEqual({ updated: 0, without: 0 });
    expect((await alertOf(id))?.money).toEqual(frozen);
  });

  it("is not told without stored weekdays, nor of an alert that endangers no income", async () => {
    await payments();
    const bare = await anOpenAlert();
    const fraud = await anOpenAlert({ metric: "fraud_critical_count", fingerprint: "g" });
    expect(await run(1)).toEqual({ updated: 0, without: 2 });
    expect((await alertOf(bare))?.money).toBeNull();
    expect((await alertOf(fraud))?.money).toBeNull();
  });

  it("of a brand with its own currency is told in the reporting currency", async () => {
    await payments({ brand: "kingfisher", currency: "GBP" });
    await platform.payments({ createdAt: at(-30), amount: "1" });
    await platform.rates({ day: "2026-11-20", currency: "GBP", quote: "EUR", rate: "1.2" });
    await usually({ volumes: [60_000], labels: { brand: "kingfisher" } });
    const id = await anOpenAlert({ brand: "kingfisher", labels: { brand: "kingfisher" } });
    await run(1);
    // 1,000 GBP a minute, three quarters deposits: 900 EUR; 400 GBP came: 480 EUR.
    expect((await alertOf(id))?.money).toMatchObject({ currency: "EUR", total: "420" });
  });

  it("of a provider counts only what came through it", async () => {
    await payments();
    await platform.payments({ createdAt: addMs(minute, SECOND_MS), provider: "ecpay", amount: "5000" });
    await usually({ volumes: [80_000], labels: { provider: "nordpay" } });
    const id = await anOpenAlert({ labels: { provider: "nordpay" } });
    await run(1);
    expect((await alertOf(id))?.money).toMatchObject({ total: "600" });
  });

  it("of bets is the part of them that the house keeps", async () => {
    await platform.transactions(
      { createdAt: at(-30), amount: "500" },
      { createdAt: at(-30), amount: "480", type: "payout" },
    );
    await usually({ volumes: [58_800], metric: "transaction_volume" });
    const id = await anOpenAlert({ metric: "transaction_error_rate" });
    await run(1);
    // 980 a minute, 500 of them bets, none came; few bets, so 3 % is assumed.
    expect((await alertOf(id))?.money).toMatchObject({ total: "15", confidence: "low" });
  });
});

describe("a span of the past", () => {
  it("is reckoned from stored hours, as the platform need not keep its rows", async () => {
    await payments();
    await usually({ volumes: [60_000, 60_000] });
    const weekAgo = addMs(minute, -7 * DAY_MS);
    const ctx = database.context({ now: at(1) });
    const found = await shortfallOf(ctx, {
      metric: METRIC,
      labels: {},
      from: weekAgo,
      to: addMs(weekAgo, 10 * MINUTE_MS),
    });
    expect(found).toMatchObject({ amount: "0", confidence: "low" });
    expect(found?.formula).toBe(
      "expected 8,235 EUR of deposits (one Friday only), came 8,235 EUR; reckoned from stored hours",
    );
  });
});
