import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toRuleRow } from "@/db/queries/rules";
import { alertRules, alerts, ruleStates } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { aRule } from "@/lib/fixtures";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { evaluateRules } from "./evaluate";
import { forgetStates } from "./recall-states";

const NOON = new Date("2026-11-20T12:00:00Z");
const METRIC = "pushed_error_rate";
/** So many that quiet states are kept in memory. */
const SERIES = 2_100;
const BREACHING = 7;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: NOON, to: NOON });
});
beforeEach(async () => {
  await database.reset();
  forgetStates(database.context({ now: NOON }));
  const rule = aRule({ metric: METRIC, labels: { provider: "*" }, threshold: 5, durationMs: 2 * MINUTE_MS });
  await database.db.insert(alertRules).values(toRuleRow(rule));
});
afterAll(() => database.close());

/** One sample of every series at a minute after noon: only series 7 breaches, from minute 1. */
async function pass(minute: number, value = minute > 0 ? 9 : 1) {
  const at = addMs(NOON, minute * MINUTE_MS);
  const samples = Array.from({ length: SERIES }, (_, index) => ({
    series: { id: index + 1, metric: METRIC, labels: { provider: `p${index + 1}` }, fingerprint: `p${index + 1}` },
    at,
    value: index + 1 === BREACHING ? value : 1,
  }));
  return evaluateRules(database.context({ now: at }), { at, samples });
}

const written = async () => (await database.db.select().from(ruleStates)).length;

describe("the states of very many pairs", () => {
  it("are written little by little while they stand quiet, and at once where something breaches", async () => {
    await pass(0);
    expect(await written()).toBe(0);
    await pass(1);
    const [first] = await database.db.select().from(ruleStates).where(sql`series_id = ${BREACHING}`);
    expect(first).toMatchObject({ phase: "pending", since: addMs(NOON, MINUTE_MS) });
    for (const minute of [5, 10]) await pass(minute);
    expect(await written()).toBe(SERIES);
  });

  it("raise their alert when their duration is over, like those of few", async () => {
    for (const minute of [0, 1, 2]) expect((await pass(minute)).raised).toEqual([]);
    expect((await pass(3)).raised).toHaveLength(1);
    expect(await database.db.$count(alerts)).toBe(1);
  });

  it("follow what somebody else made of them", async () => {
    await pass(0);
    for (const minute of [5, 10]) await pass(minute, 1);
    const at = addMs(NOON, 11 * MINUTE_MS).toISOString();
    await database.db.execute(sql`update rule_states set phase = 'pending', since = ${at}::timestamptz, version = version + 1,
      sample_at = ${at}::timestamptz, evaluated_at = ${at}::timestamptz,
      memory = ${JSON.stringify({ held: { critical: addMs(NOON, 11 * MINUTE_MS).getTime() }, clear: {}, outcomes: {}, readAt: addMs(NOON, 11 * MINUTE_MS).getTime() })}::jsonb
      where series_id = ${BREACHING}`);
    expect((await pass(12)).raised).toEqual([]);
    expect((await pass(13)).raised).toHaveLength(1);
  });

  it("lead to the same alert when memory is lost in between", async () => {
    for (const minute of [0, 1, 2]) await pass(minute);
    forgetStates(database.context({ now: NOON }));
    expect((await pass(3)).raised).toHaveLength(1);
  });
});
