import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listActiveAlerts } from "@/db/queries/alerts";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { collectMetrics } from "@/lib/server/services/metrics/collect";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { sweepRules } from "@/lib/server/services/rules/sweep";
import { clock, DAY } from "./scenario";

let database: TestDatabase;
let platform: ReturnType<typeof testPlatform>;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
  await seedDefaultRules(database.context({ now: clock("08:00") }));
});
afterAll(() => database.close());

const nine = clock("09:00");
const collect = (at: Date) => collectMetrics(database.context({ now: at }), { at, knownHours: new Map() });

async function collectUntil(from: Date, to: Date): Promise<void> {
  for (let at = from; at <= to; at = addMs(at, 20 * SECOND_MS)) await collect(at);
}

async function open(): Promise<string[]> {
  const alerts = await listActiveAlerts(database.db, database.context().scope);
  return alerts.map(({ ruleName, severity }) => `${ruleName} ${severity}`).toSorted();
}

/** Payments of three hours before, some of them failed. */
async function payments(count: number, { failed }: { failed: number }): Promise<void> {
  const createdAt = addMs(nine, -3 * HOUR_MS);
  const rows = Array.from({ length: count }, (_, number) => ({
    createdAt,
    status: number < failed ? "failed" : "completed",
  }));
  await platform.payments(...rows);
}

describe("from the platform's rows", () => {
  it("error_rate is raised by a day's failures, at the level they reach", async () => {
    await payments(1000, { failed: 30 });
    await collect(nine);
    expect(await open()).toEqual(["error_rate warning"]);
  });

  it("error_rate asks for a thousand operations", async () => {
    await payments(999, { failed: 500 });
    await collect(nine);
    expect(await open()).toEqual([]);
  });

  it("api_error_rate_high and sla_breach ask for fifty requests, and the latter for a full hour", async () => {
    const call = (statusCode: number) => ({ statusCode, createdAt: addMs(nine, -SECOND_MS) });
    const failing = Array.from({ length: 12 }, () => call(503));
    await platform.calls(...failing, ...Array.from({ length: 37 }, () => call(200)));
    await collectUntil(nine, addMs(nine, 2 * MINUTE_MS));
    expect(await open()).toEqual([]);
    await platform.calls(call(404));
    await collectUntil(addMs(nine, 2 * MINUTE_MS + 20_000), addMs(nine, 4 * MINUTE_MS));
    expect(await open()).toEqual([]);
    await collect(addMs(nine, 4 * MINUTE_MS - SECOND_MS));
    await collect(addMs(nine, 4 * MINUTE_MS + 20_000));
    expect(await open()).toEqual(["api_error_rate_high critical"]);
  });

  it("critical_error, brand_isolation_violation and self_exclusion_breach are raised by the first", async () => {
    const createdAt = addMs(nine, -SECOND_MS);
    await collect(addMs(nine, -4000));
    expect(await open()).toEqual([]);
    await platform.errors({ severity: "critical", createdAt }, { type: "brand_isolation_violation", createdAt });
    await platform.complianceEvents({ playerId: "p", createdAt: addMs(nine, -HOUR_MS), endsAt: addMs(nine, DAY_MS) });
    await platform.transactions({ playerId: "p", createdAt });
    await collect(nine);
    expect(await open()).toEqual([
      "brand_isolation_violation critical",
      "critical_error critical",
      "self_exclusion_breach critical",
    ]);
  });
});

describe("metric_silence", () => {
  const sweep = (at: Date) => sweepRules(database.context({ now: at }));

  it("is raised when two looks find nothing for two minutes, and ends when collections go on", async () => {
    await collect(nine);
    await sweep(addMs(nine, 2 * MINUTE_MS));
    await sweep(addMs(nine, 3 * MINUTE_MS));
    expect(await open()).toEqual([]);
    await sweep(addMs(nine, 4 * MINUTE_MS));
    expect(await open()).toEqual(["metric_silence critical"]);
    for (const minute of [5, 6, 7]) {
      await collect(addMs(nine, minute * MINUTE_MS - 1));
      await sweep(addMs(nine, minute * MINUTE_MS));
    }
    expect(await open()).toEqual([]);
  });

  it("is not raised by a restart: the first look after it stands alone", async () => {
    await collect(nine);
    const back = addMs(nine, 3 * HOUR_MS);
    await sweep(back);
    await collect(addMs(back, 4000));
    await sweep(addMs(back, MINUTE_MS));
    expect(await open()).toEqual([]);
  });
});
