import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listVersions } from "@/db/queries/rule-versions";
import { listRules } from "@/db/queries/rules";
import { alertRules, auditEvents } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { DEFAULT_RULES } from "@/lib/rules/defaults";
import { parseEnv } from "@/lib/server/env";
import { changeRule } from "./change";
import { seedDefaultRules } from "./seed-defaults";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const start = (variables: Record<string, string> = {}) => seedDefaultRules(database.context(), parseEnv(variables));

async function rule(name: string) {
  const found = (await listRules(database.db)).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no rule ${name}`);
  return found;
}

const thresholds = async (name: string) => (await rule(name)).levels.map(({ threshold }) => threshold);

describe("the first start", () => {
  it("adds every shipped rule, each with its first version and an entry in the audit", async () => {
    expect(await start()).toEqual(DEFAULT_RULES.map(({ name }) => name));
    const rules = await listRules(database.db);
    expect(rules.every(({ isDefault, version }) => isDefault && version === 1)).toBe(true);
    expect(await database.db.select().from(auditEvents)).toHaveLength(DEFAULT_RULES.length);
    const { id } = await rule("error_rate");
    expect(await listVersions(database.db, id)).toMatchObject([
      { version: 1, change: "created", body: { rule_name: "error_rate", threshold_value: 2 } },
    ]);
    expect(await start()).toEqual([]);
    expect(await database.db.select().from(auditEvents)).toHaveLength(DEFAULT_RULES.length);
  });

  it("takes thresholds of the environment", async () => {
    await start({ ALERT_ERROR_RATE_WARNING: "0.03", ALERT_ERROR_RATE_CRITICAL: "0.06" });
    expect(await thresholds("error_rate")).toEqual([3, 6]);
    expect(await thresholds("success_rate")).toEqual([95, 90]);
  });
});

describe("a later start", () => {
  it("takes the environment's present thresholds while nobody has changed the rule, and says so in the audit", async () => {
    await start();
    await start({ ALERT_RESPONSE_TIME_WARNING: "1500", ALERT_RESPONSE_TIME_CRITICAL: "3000" });
    expect(await thresholds("response_time")).toEqual([1500, 3000]);
    const { id, version } = await rule("response_time");
    expect(version).toBe(1);
    expect(await listVersions(database.db, id)).toMatchObject([{ version: 1, body: { threshold_value: 1500 } }]);
    const audit = await database.db.select().from(auditEvents).where(eq(auditEvents.action, "rule/changed"));
    expect(audit).toMatchObject([
      {
        subject: `rule:${id}`,
        details: {
          by: "the environment's variables",
          before: { "levels.warning.threshold_value": 1000 },
          after: { "levels.warning.threshold_value": 1500 },
        },
      },
    ]);
    await start();
    expect(await thresholds("response_time")).toEqual([1000, 2000]);
  });

  it("leaves a rule that an admin has changed, and the table's column follows the mildest level", async () => {
    await start();
    const { id } = await rule("error_rate");
    await changeRule(database.context(), { ruleId: id, sent: { duration_seconds: 60 } });
    await start({ ALERT_ERROR_RATE_WARNING: "0.01", ALERT_SLOW_QUERIES_WARNING: "5" });
    expect(await thresholds("error_rate")).toEqual([2, 5]);
    expect(await thresholds("slow_queries")).toEqual([5, 10]);
    const [row] = await database.db.select().from(alertRules).where(eq(alertRules.ruleName, "slow_queries"));
    expect(row?.thresholdValue).toBe(5);
  });

  it("adds what is missing by name, as after a release that ships more", async () => {
    await start();
    const { id } = await rule("slow_queries");
    await database.db.update(alertRules).set({ ruleName: "queries", version: 2 }).where(eq(alertRules.id, id));
    expect(await start()).toEqual(["slow_queries"]);
  });
});
