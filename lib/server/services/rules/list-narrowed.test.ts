import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alertRules, alerts, metricSeries } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { fingerprint, type Labels } from "@/lib/kernel/labels";
import { scopeOf } from "@/lib/server/context";
import { clock } from "@/lib/server/scenarios/scenario";
import { listNarrowedRules } from "./list-narrowed";
import { listMetricChoices } from "./metric-choices";
import { readRulePage } from "./read-page";
import { seedDefaultRules } from "./seed-defaults";

let base: TestDatabase;
let outage: number;
let nextAlert = 0;

beforeAll(async () => {
  base = await testDatabase();
  await seedDefaultRules(base.context());
  const rows = await base.db.select({ id: alertRules.id, name: alertRules.ruleName }).from(alertRules);
  outage = rows.find(({ name }) => name === "payment_outage")?.id ?? 0;
  await raise({ at: "08:00", status: "resolved" });
  await raise({ at: "09:00", status: "triggered" });
  await raise({ at: "10:00", status: "triggered", brand: "aurora" });
  await raise({ at: "11:00", status: "resolved", isShadow: true });
});
afterAll(() => base.close());

interface Raised {
  at: string;
  status: string;
  brand?: string;
  isShadow?: boolean;
}

async function raise({ at, status, brand, isShadow = false }: Raised): Promise<void> {
  nextAlert += 1;
  await base.db.insert(alerts).values({
    alertRuleId: outage,
    ruleName: "payment_outage",
    metric: "payment_failure_rate_1m",
    severity: "critical",
    message: "Payments fail",
    fingerprint: `one ${nextAlert}`,
    triggeredAt: clock(at),
    status,
    brand,
    isShadow,
  });
}

describe("the list of rules", () => {
  it("says of each what it has open and raised last, as far as the viewer may see", async () => {
    const all = await listNarrowedRules(base.context(), { text: "payment_outage" });
    expect(all.rows).toMatchObject([{ state: "on", open: 2, last: { at: clock("11:00").toISOString() } }]);
    const other = await listNarrowedRules(base.context({ scope: scopeOf(["borealis"]) }), { only: "firing" });
    expect(other.rows.map(({ rule, open }) => [rule.rule_name, open])).toEqual([["payment_outage", 1]]);
  });

  it("is narrowed by facets and still counts all", async () => {
    const { rows, total, services } = await listNarrowedRules(base.context(), { service: "cache" });
    expect(rows.map(({ rule }) => rule.rule_name)).toContain("cache_hit_rate_low");
    expect(rows.length).toBeLessThan(total);
    expect(services).toContain("payments");
  });
});

describe("the page of a rule", () => {
  it("lists what it raised in shadow, and nothing it told", async () => {
    const page = await readRulePage(base.context(), outage);
    expect(page?.shadow.map(({ triggered_at }) => triggered_at)).toEqual([clock("11:00").toISOString()]);
    expect(page?.rule.standing.sentence).toMatch(/^Silent/);
  });

  it("is none for a rule that is not there", async () => {
    expect(await readRulePage(base.context(), 999_999)).toBeNull();
  });

  it("offers every metric with the label names its series have", async () => {
    const sets: Labels[] = [{}, { provider: "nordpay" }, { provider: "ecpay" }];
    for (const labels of sets) {
      const series = { metric: "payment_failure_rate", labels, fingerprint: fingerprint(labels) };
      await base.db.insert(metricSeries).values(series);
    }
    const choices = await listMetricChoices(base.context());
    expect(choices.find(({ name }) => name === "payment_failure_rate")?.labelNames).toEqual([["provider"]]);
    expect(choices.find(({ name }) => name === "cache_hit_rate")?.labelNames).toEqual([]);
  });
});
