import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { metricRollups1h, metricRollups1m, metricSamples } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, floorTo, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { mergeRollups, type Rollup, rollUp } from "@/lib/metrics/aggregate";
import { recordSamples } from "./record";
import { rollUpMetrics } from "./roll-up";

const now = new Date("2026-11-20T12:03:30Z");

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: addMs(now, -2 * DAY_MS), to: now });
});
beforeEach(() => database.reset());

const record = (...samples: { at: Date; value: number }[]) =>
  recordSamples(database.context({ now }), {
    samples: samples.map((sample) => ({ metric: "user_total", labels: {}, ...sample })),
  });
const roll = (at = now) => rollUpMetrics(database.context({ now: at }));
const minutes = () => database.db.select().from(metricRollups1m).orderBy(metricRollups1m.at);
const hours = () => database.db.select().from(metricRollups1h).orderBy(metricRollups1h.at);

describe("rolling up", () => {
  it("keeps count, sum, extremes and last of each minute and hour", async () => {
    const minute = new Date("2026-11-20T12:00:00Z");
    await record(
      { at: minute, value: 4 },
      { at: addMs(minute, 59_999), value: 1 },
      { at: addMs(minute, MINUTE_MS), value: 7 },
    );
    await record({ at: addMs(minute, -1), value: 100 });
    await roll();
    const first = { seriesId: 1, at: minute, count: 2, sum: 5, min: 1, max: 4, last: 1 };
    expect((await minutes())[1]).toEqual(first);
    expect(await hours()).toEqual([
      { seriesId: 1, at: addMs(minute, -HOUR_MS), count: 1, sum: 100, min: 100, max: 100, last: 100 },
      { seriesId: 1, at: minute, count: 3, sum: 12, min: 1, max: 7, last: 7 },
    ]);
  });

  it("does the last ten minutes again, and changes nothing twice", async () => {
    await record({ at: addMs(now, -9 * MINUTE_MS), value: 1 });
    await roll();
    const once = [await minutes(), await hours()];
    await roll();
    expect([await minutes(), await hours()]).toEqual(once);
    await record({ at: addMs(now, -9 * MINUTE_MS + 1), value: 3 });
    await roll(addMs(now, MINUTE_MS - 1000));
    expect(await minutes()).toMatchObject([{ count: 2, sum: 4, last: 3 }]);
    expect((await hours()).reduce((sum, hour) => sum + hour.count, 0)).toBe(2);
  });

  it("leaves the minute under way to its samples", async () => {
    await record({ at: addMs(now, -30_001), value: 1 }, { at: addMs(now, -30_000), value: 2 });
    await roll();
    expect((await minutes()).map(({ last }) => last)).toEqual([1]);
    await roll(addMs(now, 30_000));
    expect((await minutes()).map(({ last }) => last)).toEqual([1, 2]);
  });

  it("catches up on what a stopped console missed, without walking through the gap", async () => {
    await record({ at: addMs(now, -26 * HOUR_MS), value: 1 });
    await roll(addMs(now, -26 * HOUR_MS));
    await record({ at: addMs(now, -25 * HOUR_MS), value: 2 }, { at: addMs(now, -MINUTE_MS), value: 3 });
    const { chunks } = await roll();
    expect(chunks).toBeLessThanOrEqual(4);
    expect((await minutes()).map(({ last }) => last)).toEqual([1, 2, 3]);
  });

  it("equals the rollup of the samples by the pure functions", async () => {
    const offsets = fc.array(fc.record({ ms: fc.nat(3 * HOUR_MS), value: fc.integer({ min: -50, max: 50 }) }), {
      minLength: 1,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(offsets, async (given) => {
        await database.reset();
        await record(...given.map(({ ms, value }) => ({ at: addMs(now, -ms), value })));
        await roll(addMs(now, MINUTE_MS));
        const samples = await database.db.select().from(metricSamples).orderBy(metricSamples.at);
        const byMinute = groupBy(samples, ({ at }) => floorTo(at, MINUTE_MS).getTime());
        const expected = [...byMinute.values()].map((group) => rollUp(group.map(({ value }) => value)));
        expect((await minutes()).map(withoutKey)).toEqual(expected);
        const byHour = groupBy(await minutes(), ({ at }) => floorTo(at, HOUR_MS).getTime());
        expect((await hours()).map(withoutKey)).toEqual(
          [...byHour.values()].map((group) => mergeRollups(group.map(withoutKey))),
        );
      }),
      { numRuns: 6, seed: 4 },
    );
  });
});

function withoutKey({ count, sum, min, max, last }: Rollup): Rollup {
  return { count, sum, min, max, last };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => number): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
