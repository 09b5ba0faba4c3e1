import { sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listSourceStates } from "@/db/queries/sources";
import { feedEvents, healthChecks, metricSamples, metricSeries, uptimeCounts } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { CURRENT_METRICS, METRIC_NAMES } from "@/lib/metrics/catalogue";
import { collectMetrics } from "./collect";
import { currentMetrics } from "./current";

const at = new Date("2026-11-20T12:00:04Z");

let database: TestDatabase;
let restore: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: at, to: at });
});
beforeEach(async () => {
  await database.reset();
  const platform = testPlatform(database.db);
  const createdAt = addMs(at, -1);
  await platform.transactions({ createdAt }, { createdAt, status: "failed" }, { createdAt, brand: "borealis" });
  await platform.payments({ createdAt });
  await platform.calls({ createdAt });
  await platform.cache({ createdAt });
});
afterEach(async () => {
  for (const statement of restore) await database.db.execute(sql.raw(statement));
  restore = [];
});

const collect = (instant = at, limitMs?: number) =>
  collectMetrics(database.context({ now: instant }), { at: instant, limitMs });

async function replaceView(name: string, broken: string) {
  const { rows } = await database.db.execute<{ definition: string }>(
    sql`select pg_get_viewdef(${`platform.${name}`}::regclass) as definition`,
  );
  await database.db.execute(sql.raw(`drop view platform.${name}`));
  restore = [`drop view if exists platform.${name}`, `create view platform.${name} as ${rows[0]?.definition}`];
  if (broken !== "") await database.db.execute(sql.raw(`create view platform.${name} as ${broken}`));
}

describe("a collection", () => {
  it("keeps one sample of the whole for every metric that has data", async () => {
    const { samples, warnings } = await collect();
    expect(warnings).toEqual([]);
    const names = samples.map(({ series }) => series.metric).sort();
    const without = [
      "fraud_avg_score",
      "game_avg_duration",
      "game_win_rate",
      "payment_failure_rate_1m",
      "operation_error_rate_24h",
      "operation_count_24h",
    ];
    expect(names).toEqual(METRIC_NAMES.filter((name) => !without.includes(name)).toSorted());
    expect(samples.every(({ series, at: when }) => Object.keys(series.labels).length === 0 && when === at)).toBe(true);
  });

  it("keeps series by brand and provider once a minute", async () => {
    await collect(new Date("2026-11-20T12:01:00Z"));
    const labels = (await database.db.select().from(metricSeries)).map((series) => series.labels);
    expect(labels).toEqual(
      expect.arrayContaining([{ brand: "aurora" }, { brand: "borealis" }, { provider: "nordpay" }]),
    );
  });

  it("tells the feed every metric of the whole, null where there is none", async () => {
    await collect();
    const [told] = await database.db.select().from(feedEvents);
    expect(told).toMatchObject({ topic: "performance", event: "performance:update", type: "metrics/collected" });
    expect(told?.data).toMatchObject({
      at: at.toISOString(),
      metrics: { transaction_count: 3, fraud_avg_score: null, payment_failure_rate_1m: null },
    });
  });

  it("changes nothing when made again for the same instant", async () => {
    await collect();
    const before = await database.db.select().from(metricSamples);
    await collect();
    expect(await database.db.select().from(metricSamples)).toHaveLength(before.length);
  });

  it("stores health once a minute while nothing moves, and at once when something does", async () => {
    for (const seconds of [0, 4, 8, 56, 60]) await collect(addMs(at, seconds * 1000));
    const overall = () => database.db.select().from(healthChecks).where(sql`service = 'overall'`);
    expect(await overall()).toHaveLength(2);
    await database.db.execute(sql`update demo.payments set status = 'failed'`);
    await collect(addMs(at, MINUTE_MS + 4000));
    expect(await overall()).toHaveLength(3);
    expect(await database.db.select().from(uptimeCounts)).toMatchObject([{ checks: 3, notCritical: 0 }]);
    const [, , told] = (await database.db.select().from(feedEvents)).filter(({ topic }) => topic === "health");
    expect(told?.data).toMatchObject({
      overall_status: "critical",
      subsystems: { payments: { status: "critical", failure_rate: 100 } },
    });
  });
});

describe("a source that cannot be read", () => {
  it("is named when its view is missing, and costs only its own metrics", async () => {
    await replaceView("payments", "");
    const { warnings, samples, health } = await collect();
    expect(warnings).toEqual([
      "Cannot read platform.payments, so payment_count, payment_failure_rate, payment_volume, payment_failure_rate_1m," +
        ' operation_success_rate are not collected: relation "platform.payments" does not exist. Create what is missing as docs/platform-views.md describes it.',
    ]);
    expect(samples.map(({ series }) => series.metric)).toContain("transaction_count");
    expect(health.subsystems.payments).toEqual({ status: "unknown", value: null });
    expect((await listSourceStates(database.db)).get("payments")).toMatchObject({ status: "missing", lastOkAt: null });
  });

  it("is critical when it fails, with the database's word", async () => {
    await replaceView(
      "fraud_flags",
      "select 'a'::text as brand, 1 / (random() * 0)::int as score, now() - interval '1 min' as created_at",
    );
    const { warnings, health } = await collect(new Date());
    expect(warnings.join()).toMatch(/Cannot read platform.fraud_flags.*division by zero/);
    expect(health.subsystems.fraud_detection.status).toBe("critical");
    expect(health.overall).toBe("critical");
  });

  it("is named when a column is not what the contract says", async () => {
    await replaceView("games", "select 7 as brand, now() as created_at");
    expect((await collect()).warnings.join()).toMatch(/Cannot read platform.games, so game_count is not collected/);
  });

  it("is abandoned when slow, left alone for ten collections, then read again; the others are kept", async () => {
    await replaceView(
      "cache_stats",
      "select null::text as brand, 1 as hits, 1 as misses, timestamptz '2026-11-20T12:00:00Z' as created_at from generate_series(1, 10000000) where random() < 0",
    );
    const { warnings, samples, health } = await collect(at, 200);
    expect(warnings).toEqual([
      "Cannot read platform.cache_stats, so cache_hit_rate is not collected: no answer within 200 ms. It is left alone for 40 s.",
    ]);
    expect(samples.map(({ series }) => series.metric)).toContain("api_latency_p99");
    expect(health.subsystems.cache.status).toBe("critical");
    for (const statement of restore) await database.db.execute(sql.raw(statement));
    restore = [];
    expect((await collect(addMs(at, 36_000))).health.subsystems.cache.status).toBe("critical");
    const again = await collect(addMs(at, 40_000));
    expect(again.warnings).toEqual([]);
    expect(again.health.subsystems.cache).toEqual({ status: "healthy", value: 90 });
  });
});

describe("the current metrics", () => {
  it("are the newest collection's, with exactly the 19 keys", async () => {
    await collect();
    await database.db.execute(sql`delete from demo.transactions`);
    const current = await currentMetrics(database.context({ now: addMs(at, 11_999) }), {});
    expect(Object.keys(current)).toEqual(CURRENT_METRICS);
    expect(current).toMatchObject({ transaction_count: 3, fraud_avg_score: null });
  });

  it("have null for a metric the newest collection did not find", async () => {
    await collect();
    await database.db.execute(sql`delete from demo.performance_metrics`);
    const later = addMs(at, 4000);
    await collect(later);
    expect(await currentMetrics(database.context({ now: later }), {})).toMatchObject({ api_latency_p99: null });
  });

  it("are read from the sources once the newest collection is older than three intervals", async () => {
    await collect();
    await database.db.execute(sql`delete from demo.transactions`);
    const current = await currentMetrics(database.context({ now: addMs(at, 12_001) }), {});
    expect(current).toMatchObject({ transaction_count: 0, transaction_error_rate: null });
  });

  it("are read from the sources for a brand, or for a window that ends elsewhere", async () => {
    await collect();
    const ctx = database.context({ now: at });
    expect(await currentMetrics(ctx, { brand: "borealis" })).toMatchObject({ transaction_count: 1, payment_count: 0 });
    expect(await currentMetrics(ctx, { at: addMs(at, -1) })).toMatchObject({ transaction_count: 0 });
  });
});
