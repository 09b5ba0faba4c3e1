import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { scopeOf } from "@/lib/server/context";
import { readFigures } from "./figures";
import { seriesOf } from "./series-of";
import { collectMetrics } from "./services/metrics/collect";
import { recordSamples } from "./services/metrics/record";

const now = new Date("2026-11-20T12:00:04Z");

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: addMs(now, -60 * MINUTE_MS), to: now });
});
beforeEach(() => database.reset());

describe("figures of the past", () => {
  const past = addMs(now, -20 * MINUTE_MS);
  const probe = (ageMs: number, value: number) => ({
    metric: "database_latency",
    labels: {},
    at: addMs(past, -ageMs),
    value,
  });

  it("have the database's latency as it was probed then, up to five minutes before", async () => {
    const ctx = database.context({ now });
    await recordSamples(ctx, { samples: [probe(5 * MINUTE_MS, 7), probe(0, 99)] });
    expect((await readFigures(ctx, { at: past })).values.database_latency).toBe(7);
    await recordSamples(ctx, { samples: [probe(4000, 3)] });
    expect((await readFigures(ctx, { at: past })).values.database_latency).toBe(3);
    expect((await readFigures(ctx, { at: addMs(past, 6 * MINUTE_MS) })).values.database_latency).toBeNull();
  });

  it("are read even while a source is left alone now", async () => {
    const ctx = database.context({ now });
    const { at, values } = await readFigures(ctx, { at: past });
    expect(at).toBe(past);
    expect(values.transaction_count).toBe(0);
  });
});

describe("an account of some brands", () => {
  it("is shown sums over its own, whatever was collected over all", async () => {
    const createdAt = addMs(now, -1000);
    const brands = ["aurora", "borealis", "kingfisher"];
    await testPlatform(database.db).transactions(...brands.map((brand) => ({ brand, createdAt })));
    await collectMetrics(database.context({ now }), { at: now });
    const ctx = database.context({ now, scope: scopeOf(["aurora", "borealis"]) });
    expect((await readFigures(ctx, {})).values.transaction_count).toBe(2);
    expect((await readFigures(database.context({ now }), {})).values.transaction_count).toBe(3);
  });

  it("is refused a chart of another brand", async () => {
    const ctx = database.context({ now, scope: scopeOf(["aurora"]) });
    const asked = seriesOf(ctx, { metric: "payment_count", brand: "kingfisher" });
    await expect(asked).rejects.toMatchObject({ code: "forbidden", field: "brand" });
  });
});
