import { afterAll, beforeAll, expect, it } from "vitest";
import { metricSamples, metricSeries } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs } from "@/lib/kernel/time";
import { recordSamples } from "./record";

const at = new Date("2019-06-20T12:00:00Z");

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ engine: "postgres" });
}, 60_000);
afterAll(() => database.close());

it("keeps every sample and the newest values when several batches of new series come at once", async () => {
  const metrics = ["a", "b", "c", "d", "e"];
  const batches = Array.from({ length: 12 }, (_, tick) => {
    const samples = metrics.map((metric) => ({ metric, labels: {}, at: addMs(at, tick * 1000), value: tick }));
    return tick % 2 === 0 ? samples : samples.toReversed();
  });
  await Promise.all(batches.map((samples) => recordSamples(database.context(), { samples })));
  expect(await database.db.select().from(metricSamples)).toHaveLength(60);
  const series = await database.db.select().from(metricSeries).orderBy(metricSeries.metric);
  const newest = { newestAt: addMs(at, 11_000), newestValue: 11 };
  expect(series).toMatchObject(metrics.map((metric) => ({ metric, ...newest })));
});
