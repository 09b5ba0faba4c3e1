import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "@/db/queries/read-rows";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { collectMetrics } from "@/lib/server/services/metrics/collect";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { startIncident } from "./incident-book";
import { Simulator } from "./live/simulator";
import { BEGINNING, POSITION, writeState } from "./store/state";

const START = new Date("2026-11-20T20:00:00Z");
const TICK_MS = 5_000;
let database: TestDatabase;
const clock = { now: START };

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database.reset();
  await database.close();
});

const Alert = z.object({ rule: z.string(), status: z.string(), at: z.string(), message: z.string() });

it("an outage is simulated, collected, judged and resolved: one alert that names the provider", {
  timeout: 120_000,
}, async () => {
  const ctx = database.context({ now: () => clock.now });
  const openedMs = START.getTime() - 60 * DAY_MS;
  await database.ensurePartitions({ from: START, to: addMs(START, DAY_MS) });
  await writeState(ctx.db, BEGINNING, { seed: 1984, openedMs, historyMs: openedMs });
  await writeState(ctx.db, POSITION, { ms: START.getTime() - 5 * MINUTE_MS });
  await seedDefaultRules(ctx);
  const simulator = await Simulator.open(database.db, 5);
  const runUntil = async (minutes: number) => {
    for (; clock.now < addMs(START, minutes * MINUTE_MS); clock.now = addMs(clock.now, TICK_MS)) {
      await simulator?.tick(clock.now);
      await collectMetrics(ctx, { at: clock.now });
    }
    return readRows(
      ctx.db,
      Alert,
      sql`select rule_name as rule, status, triggered_at::text as at, message from alerts where rule_name = 'payment_outage'`,
    );
  };

  expect(await runUntil(1)).toEqual([]);
  const { fromMs } = await startIncident(ctx, { name: "payment-outage", minutes: 1.5 });
  const [during, ...others] = await runUntil(2.5);
  expect(during).toMatchObject({ status: "triggered", message: expect.stringMatching(/nordpay/i) });
  expect(Date.parse(during?.at ?? "") - fromMs).toBeLessThan(75_000);
  expect(others).toEqual([]);
  expect(await runUntil(5)).toMatchObject([{ status: "resolved" }]);
});
