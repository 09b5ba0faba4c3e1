import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listActiveAlerts } from "@/db/queries/alerts";
import { listVersions } from "@/db/queries/rule-versions";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, SECOND_MS } from "@/lib/kernel/time";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { changeRule } from "@/lib/server/services/rules/change";
import { createRule } from "@/lib/server/services/rules/create";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { removeRule } from "@/lib/server/services/rules/remove";
import { switchRule } from "@/lib/server/services/rules/switch-rule";
import { clock, DAY } from "./scenario";

const METRIC = "payment_failure_rate_1m";
const RULE = {
  rule_name: "outage",
  metric_name: METRIC,
  comparison_operator: ">",
  threshold_value: 20,
  severity: "critical",
};

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ engine: "postgres", max: 6 });
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
}, 60_000);
beforeEach(async () => {
  await database.reset();
  await createRule(at(0), RULE);
});
afterAll(() => database.close());

const at = (seconds: number) => database.context({ now: addMs(clock("09:00"), seconds * SECOND_MS) });

/** How two things at once ended: done, or the code of the refusal. */
async function bothOf(works: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((one) => (one.status === "fulfilled" ? "done" : String(one.reason.code))).sort();
}

async function collect(seconds: number, value: number) {
  const ctx = at(seconds);
  const samples = await recordSamples(ctx, { samples: [{ metric: METRIC, labels: {}, at: ctx.now(), value }] });
  return evaluateRules(ctx, { at: ctx.now(), samples });
}

describe("two at once", () => {
  it("change a rule: one wins, the other is told that it changed", async () => {
    const outcomes = await bothOf([
      changeRule(at(1), { ruleId: 1, sent: { threshold_value: 30, version: 1 } }),
      changeRule(at(1), { ruleId: 1, sent: { threshold_value: 40, version: 1 } }),
    ]);
    expect(outcomes).toEqual(["conflict", "done"]);
    expect(await listVersions(database.db, 1)).toHaveLength(2);
  });

  it("make a rule of one name: one wins", async () => {
    const named = { ...RULE, rule_name: "twin" };
    expect(await bothOf([createRule(at(1), named), createRule(at(1), named)])).toEqual(["conflict", "done"]);
  });

  it.each(["disabled", "deleted"])(
    "raise an alert and have its rule %s: nothing stays open that nobody judges",
    async (end) => {
      for (let round = 0; round < 10; round += 1) {
        const seconds = 10 + round * 10;
        const ruleId = end === "deleted" ? 1 + round : 1;
        await switchRule(at(seconds), { ruleId, to: "enabled" });
        await Promise.all([
          collect(seconds + 1, 50),
          end === "deleted"
            ? removeRule(at(seconds + 1), { ruleId })
            : switchRule(at(seconds + 1), { ruleId, to: "disabled" }),
        ]);
        const ctx = at(seconds + 2);
        expect(await listActiveAlerts(ctx.db, ctx.scope)).toEqual([]);
        if (end === "deleted") await createRule(ctx, RULE);
      }
    },
  );
});
