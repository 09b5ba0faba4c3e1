import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toRuleRow } from "@/db/queries/rules";
import { alertRules, alerts } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { aRule } from "@/lib/fixtures";
import type { Labels } from "@/lib/kernel/labels";
import { addMs, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { Rule } from "@/lib/rules/schema";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { sweepRules } from "./sweep";

const NOON = new Date("2026-11-20T12:00:00Z");
const METRIC = "pushed_error_rate";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: NOON, to: NOON });
});
beforeEach(() => database.reset());
afterAll(() => database.close());

async function keep(changes: Partial<Rule>): Promise<void> {
  const rule = aRule({ metric: METRIC, threshold: 5, durationMs: 0, cooldownMs: 0, ...changes });
  await database.db.insert(alertRules).values(toRuleRow(rule));
}

/** Breaching samples of a series, `minutes` after noon. */
async function breach(minutes: readonly number[], provider?: string): Promise<void> {
  const labels: Labels = provider === undefined ? {} : { provider };
  const samples = minutes.map((at) => ({ metric: METRIC, labels, at: addMs(NOON, at * MINUTE_MS), value: 9 }));
  await recordSamples(database.context({ now: NOON }), { samples });
}

const sweep = (minutes: number) => sweepRules(database.context({ now: addMs(NOON, minutes * MINUTE_MS) }));

describe("the sweep", () => {
  it("does not take the wait for late samples for silence", async () => {
    await keep({ latenessMs: 10 * MINUTE_MS, noData: "resolve", holdMs: 0 });
    await breach([0]);
    expect((await sweep(10)).raised).toHaveLength(1);
    await breach([5]);
    expect((await sweep(12)).resolved).toEqual([]);
    expect((await sweep(15)).resolved).toEqual([]);
    expect((await sweep(16)).resolved).toHaveLength(1);
  });

  it("judges what ripened for an hour", async () => {
    await keep({ latenessMs: HOUR_MS });
    await breach([0]);
    expect((await sweep(59)).raised).toEqual([]);
    expect((await sweep(60)).raised).toHaveLength(1);
  });

  it("counts the alerts of a rule in the order of time, however its series come", async () => {
    await keep({ labels: { provider: "*" }, maxAlertsPerHour: 1 });
    await breach([3], "ecpay");
    await breach([1], "zelta");
    await sweep(4);
    const raised = await database.db.select().from(alerts);
    expect(raised.map(({ labels, capUntil }) => [labels.provider, capUntil !== null]).sort()).toEqual([
      ["ecpay", true],
      ["zelta", false],
    ]);
  });
});
