import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { feedEvents, metricSamples, metricSeries } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Labels } from "@/lib/kernel/labels";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { Sample } from "@/lib/metrics/schema";
import { recordSamples } from "./record";

const at = new Date("2026-11-20T12:00:00Z");

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: addMs(at, -DAY_MS), to: at });
});
beforeEach(() => database.reset());

const record = (...samples: Partial<Sample>[]) =>
  recordSamples(database.context({ now: at }), {
    samples: samples.map((sample) => ({ metric: "payment_count", labels: {}, at, value: 1, ...sample })),
  });

async function kept() {
  const { rows } = await database.db.execute<{ metric: string; labels: unknown; at: string; value: number }>(sql`
    select m.metric, m.labels, s.at::text, s.value from metric_samples s join metric_series m on m.id = s.series_id
    order by m.metric, m.fingerprint, s.at`);
  const newest = await database.db.select().from(metricSeries).orderBy(metricSeries.metric, metricSeries.fingerprint);
  return {
    samples: rows,
    newest: newest.map(({ metric, labels, newestAt, newestValue }) => ({ metric, labels, newestAt, newestValue })),
  };
}

describe("recording samples", () => {
  it("numbers a series by metric and labels, whatever their order, and tells its unit and service", async () => {
    const [first] = await record({ labels: { brand: "aurora", provider: "nordpay" } });
    const [second] = await record({ labels: { provider: "nordpay", brand: "aurora" }, at: addMs(at, 1) });
    expect(second?.series.id).toBe(first?.series.id);
    const [series] = await database.db.select().from(metricSeries);
    expect(series).toMatchObject({
      unit: "count",
      serviceName: "payments",
      labels: { brand: "aurora", provider: "nordpay" },
    });
  });

  it("keeps the later value of the same series and instant", async () => {
    await record({ value: 1 });
    await record({ value: 2 });
    await record({ value: 3 }, { value: 4 });
    expect(await database.db.select().from(metricSamples)).toEqual([{ seriesId: 1, at, value: 4 }]);
    expect((await kept()).newest[0]).toMatchObject({ newestAt: at, newestValue: 4 });
  });

  it("never moves the newest value back in time", async () => {
    await record({ value: 5 });
    await record({ value: 9, at: addMs(at, -1000) });
    expect((await kept()).newest[0]).toMatchObject({ newestAt: at, newestValue: 5 });
    expect((await kept()).samples).toHaveLength(2);
  });

  it("makes the partition of a day that has none", async () => {
    const old = new Date("2019-02-03T04:05:06Z");
    await record({ at: old, value: 8 }, { at: addMs(old, 2 * DAY_MS) });
    await record({ at: addMs(old, 1), value: 9 });
    expect(await database.db.select().from(metricSamples)).toHaveLength(3);
    for (const day of ["20190203", "20190205"]) await database.db.execute(sql.raw(`drop table metric_samples_${day}`));
  });

  it("tells the feed once, with the samples, and nothing when they cannot be kept", async () => {
    const tell = {
      topic: "performance",
      event: "performance:update",
      type: "metrics/collected",
      data: { at: "x" },
    } as const;
    await recordSamples(database.context({ now: at }), { samples: [], tell });
    expect(await database.db.select().from(feedEvents)).toHaveLength(1);
    const broken = [{ metric: "payment_count", labels: {}, at, value: Number("1e999") }];
    await database.db.execute(sql`alter table metric_samples add constraint finite check (value < 'infinity')`);
    await expect(recordSamples(database.context({ now: at }), { samples: broken, tell })).rejects.toThrow();
    await database.db.execute(sql`alter table metric_samples drop constraint finite`);
    expect(await database.db.select().from(feedEvents)).toHaveLength(1);
  });

  it("shows the columns of the source documents", async () => {
    await record({ labels: { brand: "aurora" }, value: 0.123456789 });
    const { rows } = await database.db.execute(
      sql`select metric_type, value, tags, metric_name, metric_value, service_name, metric_unit from metrics_history`,
    );
    expect(rows).toEqual([
      {
        metric_type: "payment_count",
        value: 0.123456789,
        tags: { brand: "aurora" },
        metric_name: "payment_count",
        metric_value: 0.123456789,
        service_name: "payments",
        metric_unit: "count",
      },
    ]);
  });
});

describe("recording in batches", () => {
  const sample = fc.record({
    metric: fc.constantFrom("payment_count", "user_total", "pushed_by_somebody"),
    labels: fc.constantFrom<Labels>({}, { brand: "aurora" }, { brand: "borealis" }),
    at: fc.integer({ min: 0, max: 5 }).map((tick) => addMs(at, tick * 4000)),
    value: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
  });

  it("leaves the same samples and newest values however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sample, { minLength: 1, maxLength: 20 }),
        fc.array(fc.boolean(), { maxLength: 20 }),
        async (samples, cuts) => {
          await database.reset();
          await recordSamples(database.context({ now: at }), { samples });
          const whole = await kept();
          await database.reset();
          for (const batch of cut(samples, cuts))
            await recordSamples(database.context({ now: at }), { samples: batch });
          expect(await kept()).toEqual(whole);
        },
      ),
      { numRuns: 10, seed: 20261120 },
    );
  });
});

function cut(samples: readonly Sample[], cuts: readonly boolean[]): Sample[][] {
  const batches: Sample[][] = [[]];
  samples.forEach((sample, index) => {
    if (cuts[index] === true) batches.push([]);
    batches.at(-1)?.push(sample);
  });
  return batches;
}
