import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listVersions } from "@/db/queries/rule-versions";
import { listRules } from "@/db/queries/rules";
import { auditEvents, ruleVersions } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { AppError } from "@/lib/kernel/errors";
import { DEFAULT_RULES } from "@/lib/rules/defaults";
import { exportRules } from "./export";
import { importRules } from "./import";
import { removeRule } from "./remove";
import { seedDefaultRules } from "./seed-defaults";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  await seedDefaultRules(ctx());
});
afterAll(() => database.close());

const ctx = () => database.context({ actor: { kind: "system", name: "rules command" } });
const bring = (yaml: string, options: { isDryRun?: boolean; isPruned?: boolean } = {}) =>
  importRules(ctx(), { yaml, isDryRun: false, isPruned: false, ...options });

async function everything() {
  const rules = await listRules(database.db);
  return { rules, versions: await database.db.select().from(ruleVersions) };
}

const rule = async (name: string) => (await listRules(database.db)).find((one) => one.name === name);

const OWN = `
  - rule_name: deposits_fail
    metric_name: payment_failure_rate
    labels: {provider: "*"}
    comparison_operator: ">"
    levels:
      - {severity: warning, threshold_value: 2}
      - {severity: critical, threshold_value: 5}
    duration_seconds: 120
`;
const file = (...rules: string[]) => `rules:${rules.join("")}`;
const EDITED = `
  - rule_name: payment_outage
    metric_name: payment_failure_rate_1m
    comparison_operator: ">"
    threshold_value: 25
    severity: critical
    duration_seconds: 15
    notification_channels: [log, email, slack, pagerduty]
`;

describe("an export", () => {
  it("brought back changes nothing, and is audited", async () => {
    const before = await everything();
    const text = await exportRules(ctx());
    expect(await bring(text)).toMatchObject({ created: 0, changed: 0, unchanged: DEFAULT_RULES.length, steps: [] });
    expect(await everything()).toEqual(before);
    expect(await exportRules(ctx())).toBe(text);
    const actions = (await database.db.select().from(auditEvents)).map(({ action }) => action);
    expect(actions.filter((action) => action === "rules/exported")).toHaveLength(2);
  });
});

describe("a file", () => {
  it("of everything is brought to a house without rules, those off for want of a metric too", async () => {
    const text = await exportRules(ctx());
    for (const { id } of await listRules(database.db)) await removeRule(ctx(), { ruleId: id });
    expect(await bring(text)).toMatchObject({ created: DEFAULT_RULES.length, changed: 0, unchanged: 0 });
    expect(await exportRules(ctx())).toBe(text);
    expect(await seedDefaultRules(ctx())).toEqual([]);
  });

  it("creates and changes by name, with versions and audit, and a second time nothing", async () => {
    expect(await bring(file(OWN, EDITED))).toMatchObject({
      created: 1,
      changed: 1,
      unchanged: 0,
      kept: DEFAULT_RULES.length - 1,
      steps: [
        { rule_name: "deposits_fail", change: "created" },
        {
          rule_name: "payment_outage",
          change: "changed",
          differences: expect.arrayContaining([{ field: "threshold_value", before: 20, after: 25 }]),
        },
      ],
    });
    const outage = await rule("payment_outage");
    expect(outage).toMatchObject({ version: 2, isDefault: true, levels: [{ threshold: 25 }] });
    expect(await listVersions(database.db, outage?.id ?? 0)).toMatchObject([
      { version: 2, change: "imported", changedBy: "rules command", body: { threshold_value: 25 } },
      { version: 1, change: "created", body: { threshold_value: 20 } },
    ]);
    const audit = (await database.db.select().from(auditEvents)).filter(({ action }) => action === "rule/imported");
    expect(audit).toMatchObject([
      { subject: expect.stringMatching(/^rule:/), details: { before: null } },
      { subject: `rule:${outage?.id}`, details: { before: { threshold_value: 20 }, after: { threshold_value: 25 } } },
    ]);
    const before = await everything();
    expect(await bring(file(OWN, EDITED))).toMatchObject({ created: 0, changed: 0, unchanged: 2, steps: [] });
    expect(await everything()).toEqual(before);
  });

  it("only tried says the same and writes nothing", async () => {
    const before = await everything();
    const tried = await bring(file(OWN, EDITED), { isDryRun: true, isPruned: true });
    expect(await everything()).toEqual(before);
    const done = await bring(file(OWN, EDITED), { isPruned: true });
    expect(tried).toEqual({ ...done, dry_run: true });
  });

  it("with pruning deletes rules it does not name, and switches shipped ones off", async () => {
    await bring(file(OWN));
    const active = DEFAULT_RULES.filter(({ isActive }) => isActive !== false).length;
    const pruned = await bring(file(EDITED), { isPruned: true });
    expect(pruned).toMatchObject({ changed: 1, deleted: 1, disabled: active - 1, kept: DEFAULT_RULES.length - active });
    expect(await rule("deposits_fail")).toBeUndefined();
    expect(await rule("payment_failure_spike")).toMatchObject({ isActive: false, version: 2 });
    expect(await bring(file(EDITED), { isPruned: true })).toMatchObject({ changed: 0, deleted: 0, disabled: 0 });
  });

  it("with anything wrong in it is refused whole, with every fault", async () => {
    const before = await everything();
    const wrong = file(OWN, EDITED.replace("25", "high"), OWN.replace("warning", "mild").replace("deposits", "cards"));
    const refused = await bring(wrong).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({
      code: "invalid",
      field: "yaml",
      details: {
        faults: [
          { rule: "payment_outage", field: "threshold_value", line: 14 },
          { rule: "cards_fail", field: "levels.0.severity" },
        ],
      },
    });
    expect(await everything()).toEqual(before);
  });

  it("that names metrics or measures there are none of is refused whole", async () => {
    const before = await everything();
    const unknown = OWN.replace("payment_failure_rate", "moon_phase").replace("deposits_fail", "tides");
    const measured = `${OWN.replace("deposits_fail", "guarded")}    measure_id: 99\n`;
    await expect(bring(file(OWN, unknown, measured))).rejects.toThrow(
      /^The file has 2 faults, and nothing was written:\nline 11, tides, metric_name: expected a metric .+\nline 20, guarded, measure_id: there is no protective measure 99$/,
    );
    expect(await everything()).toEqual(before);
  });
});
