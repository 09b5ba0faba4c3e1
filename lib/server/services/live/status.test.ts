import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listBrands } from "@/db/queries/brands";
import { listBuckets } from "@/db/queries/buckets";
import { alertRules, alerts, feedEvents, metricRollups1m, ruleStates } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { LiveStatus } from "@/lib/feed/live";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { Sample } from "@/lib/metrics/schema";
import { scopeOf } from "@/lib/server/context";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { liveStatus } from "./status";

const now = new Date("2026-11-20T12:00:30Z");
const WEEK_MS = 7 * DAY_MS;

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: addMs(now, -WEEK_MS - DAY_MS), to: now });
});
beforeEach(() => database.reset());

const record = (...samples: (Partial<Sample> & { value: number })[]) =>
  recordSamples(database.context({ now }), {
    samples: samples.map((sample) => ({ metric: "payment_failure_rate", labels: {}, at: now, ...sample })),
  });
const status = (brand?: string) => liveStatus(database.context({ now }), { brand });
const figure = async (metric: string, brand?: string) =>
  (await status(brand)).figures.find((candidate) => candidate.metric === metric);

describe("the live page's figures", () => {
  it("are what its own schema says, even of an empty house", async () => {
    const empty = LiveStatus.parse(await status());
    expect(empty.figures.map(({ metric }) => metric)).toHaveLength(6);
    expect(empty.tape.every((cell) => cell === "unknown")).toBe(true);
    expect(empty).toMatchObject({ alerts: [], recent: [], rules: { active: 0, evaluatedAt: null }, feed: [] });
  });

  it("come with their hour by minute and the same hour a week ago", async () => {
    await record(
      { at: addMs(now, -MINUTE_MS), value: 2 },
      { at: addMs(now, -MINUTE_MS + 1_000), value: 4 },
      { at: addMs(now, -WEEK_MS), value: 1 },
    );
    const payments = await figure("payment_failure_rate");
    expect(payments?.points).toHaveLength(60);
    expect(payments?.points.slice(-2)).toEqual([3, null]);
    expect(payments?.ghost.at(-1)).toBe(1);
  });

  it("show the last known value with its own instant where there is none now", async () => {
    await record({ at: addMs(now, -5 * MINUTE_MS), value: 0.7 });
    expect(await figure("payment_failure_rate")).toMatchObject({ value: 0.7, at: "2026-11-20T11:55:00.000Z" });
  });

  it("of one brand are those of its own series and rows", async () => {
    const platform = testPlatform(database.db);
    const createdAt = addMs(now, -1_000);
    await platform.payments({ createdAt, status: "failed" }, { createdAt, brand: "borealis" });
    await record(
      { labels: { brand: "aurora" }, at: addMs(now, -MINUTE_MS), value: 50 },
      { at: addMs(now, -MINUTE_MS), value: 9 },
    );
    expect(await figure("payment_failure_rate", "aurora")).toMatchObject({ value: 100 });
    expect((await figure("payment_failure_rate", "aurora"))?.points.at(-2)).toBe(50);
    expect(await figure("payment_failure_rate", "borealis")).toMatchObject({ value: 0 });
  });

  it("judge each five minutes of the day by the worst threshold", async () => {
    await record({ at: addMs(now, -HOUR_MS), value: 3 }, { at: addMs(now, -2 * HOUR_MS), value: 0.2 });
    const { tape } = await status();
    expect(tape).toHaveLength(288);
    expect(tape.at(-13)).toBe("critical");
    expect(tape.at(-25)).toBe("well");
  });
});

describe("what stands around the figures", () => {
  it("says how many rules are on and when one was last evaluated", async () => {
    const rule = {
      ruleName: "a",
      metricName: "m",
      comparisonOperator: ">",
      severity: "critical",
      thresholdValue: 1,
      levels: [],
    };
    await database.db.insert(alertRules).values([rule, { ...rule, ruleName: "b", isActive: false }]);
    await database.db.insert(ruleStates).values({ ruleId: 1, seriesId: 1, evaluatedAt: now });
    expect((await status()).rules).toEqual({ active: 1, evaluatedAt: now.toISOString() });
  });

  it("lists open alerts and those of the last day, and the newest events first", async () => {
    const alert = { ruleName: "r", metric: "m", message: "x", severity: "critical", details: {} };
    await database.db.insert(alerts).values([
      { ...alert, fingerprint: "1", status: "triggered", triggeredAt: addMs(now, -2 * DAY_MS) },
      { ...alert, fingerprint: "2", status: "resolved", triggeredAt: addMs(now, -HOUR_MS) },
    ]);
    const event = { topic: "health", event: "health:update", type: "health/assessed", at: now, data: {} };
    await database.db.insert(feedEvents).values([event, { ...event, topic: "debug" }, event]);
    const found = await status();
    expect(found.alerts.map(({ id }) => id)).toEqual([1]);
    expect(found.recent.map(({ id }) => id)).toEqual([2]);
    expect(found.feed.map(({ id }) => id)).toEqual([3, 1]);
  });

  it("names the brands in scope that figures were kept of", async () => {
    await record({ labels: { brand: "borealis" }, value: 1 }, { labels: { brand: "aurora" }, value: 1 }, { value: 1 });
    expect(await listBrands(database.db, scopeOf("all"))).toEqual(["aurora", "borealis"]);
    expect(await listBrands(database.db, scopeOf(["borealis", "cygnus"]))).toEqual(["borealis"]);
  });
});

describe("a series in equal steps", () => {
  it("reads minutes that are rolled up as such and the newest from their samples, none twice", async () => {
    const [sample] = await record(
      { at: addMs(now, -2 * MINUTE_MS), value: 9 },
      { at: addMs(now, -MINUTE_MS), value: 4 },
    );
    const seriesId = sample?.series.id ?? 0;
    const minute = new Date("2026-11-20T11:58:00Z");
    await database.db
      .insert(metricRollups1m)
      .values({ seriesId, at: minute, count: 2, sum: 20, min: 8, max: 12, last: 8 });
    const window = { from: addMs(now, -HOUR_MS), to: now };
    expect(await listBuckets(database.db, { seriesIds: [seriesId], stepMs: MINUTE_MS, window })).toEqual([
      { seriesId, at: minute.getTime(), mean: 10, min: 8, max: 12 },
      { seriesId, at: minute.getTime() + MINUTE_MS, mean: 4, min: 4, max: 4 },
    ]);
    expect(await listBuckets(database.db, { seriesIds: [seriesId], stepMs: 5 * MINUTE_MS, window })).toEqual([
      { seriesId, at: Date.parse("2026-11-20T11:55:00Z"), mean: 8, min: 4, max: 12 },
    ]);
    expect(await listBuckets(database.db, { seriesIds: [], stepMs: MINUTE_MS, window })).toEqual([]);
  });
});
