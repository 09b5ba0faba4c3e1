import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { POST as disable } from "./[id]/disable/route";
import { POST as enable } from "./[id]/enable/route";
import { GET as getOne, PUT as put, DELETE as remove } from "./[id]/route";
import { POST as tryOne } from "./[id]/test/route";
import { POST as restore } from "./[id]/versions/[version]/restore/route";
import { GET as getVersions } from "./[id]/versions/route";
import { GET as getAll, POST as post } from "./route";
import { POST as tryUnsaved } from "./test/route";

let house: TestHouse;
let token: string;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  token = await house.token();
});
afterAll(() => house.close());

type Handler = typeof getAll;
interface Call {
  id?: number | string;
  version?: number;
  body?: unknown;
  /** Sent as it is, where JSON cannot say it. */
  text?: string;
  query?: string;
  as?: string;
}
const METHODS = new Map<Handler, string>([
  [getAll, "GET"],
  [getOne, "GET"],
  [getVersions, "GET"],
  [put, "PUT"],
  [remove, "DELETE"],
]);

async function call(handler: Handler, { id = 1, version = 1, body, text, query = "", as = token }: Call = {}) {
  const request = new Request(`http://localhost:3000/api${query}`, {
    method: METHODS.get(handler) ?? "POST",
    headers: as === "" ? {} : { authorization: `Bearer ${as}` },
    body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const params = Promise.resolve({ id: String(id), version: String(version) });
  const response = await handler(request, { params });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

const SPIKE = {
  rule_name: "deposits_fail",
  metric_name: "payment_failure_rate",
  comparison_operator: ">",
  threshold_value: 5,
  severity: "critical",
  duration_seconds: 300,
};

describe("POST rules", () => {
  it("makes a rule, 201, by U's names, with the sources' defaults where nothing is said", async () => {
    const made = await call(post, { body: SPIKE });
    expect(made).toMatchObject({
      status: 201,
      data: {
        id: 1,
        ...SPIKE,
        levels: null,
        cooldown_minutes: 15,
        max_alerts_per_hour: 4,
        is_active: true,
        notification_channels: null,
        condition: { kind: "threshold", aggregate: "last", window_seconds: 0 },
        version: 1,
        sentence: expect.stringContaining("above 5 % for 5 min"),
        findings: expect.any(Array),
        created_at: expect.any(String),
      },
    });
    expect((await call(getOne)).data).toMatchObject(SPIKE);
    expect((await call(getAll)).data).toHaveLength(1);
  });

  it.each([
    ["threshold_value", { threshold_value: null }],
    ["threshold_value", { threshold_value: "NaN" }],
    ["threshold_value", { threshold_value: undefined }],
    ["severity", { severity: "grave" }],
    ["severity", { severity: undefined }],
    ["comparison_operator", { comparison_operator: "=>" }],
    ["duration_seconds", { duration_seconds: -5 }],
    ["duration_seconds", { duration_seconds: 1.5 }],
    ["cooldown_minutes", { cooldown_minutes: "15" }],
    ["max_alerts_per_hour", { max_alerts_per_hour: 0 }],
    ["rule_name", { rule_name: "x".repeat(1_000_000) }],
    ["rule_name", { rule_name: " " }],
    ["rule_name", { rule_name: "two\nlines" }],
    ["runbook", { runbook: "half a character: \ud800" }],
    ["metric_name", { metric_name: "no_such_metric" }],
    ["metric_name", { metric_name: undefined }],
    ["labels", { labels: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`label_${index}`, "x"])) }],
    ["labels.Not a name", { labels: { "Not a name": "x" } }],
    ["labels.provider", { labels: { provider: "" } }],
    ["matchers.0.value", { matchers: [{ label: "provider", operator: "=~", value: "(" }] }],
    ["notification_channels.0", { notification_channels: ["pigeon"] }],
    ["condition", { condition: "absent" }],
    ["condition.kind", { condition: { kind: "feeling" } }],
    ["condition.window_seconds", { condition: { kind: "threshold", aggregate: "avg" } }],
    ["condition.objective", { condition: { kind: "burn_rate" } }],
    ["windows.least", { windows: { least: 5, of: 3 } }],
    ["minimum_sample", { minimum_sample: 50, metric_name: "active_players" }],
    ["levels.0.threshold_value", { levels: [{ severity: "warning" }] }],
    [
      "levels",
      {
        threshold_value: null,
        severity: null,
        levels: [
          { severity: "warning", threshold_value: 9 },
          { severity: "critical", threshold_value: 5 },
        ],
      },
    ],
    ["measure_id", { measure_id: 99 }],
    ["is_active", { is_active: "yes" }],
  ])("refuses a bad %s by its name, %#", async (field, change) => {
    const refused = await call(post, { body: { ...SPIKE, ...change } });
    expect(refused).toMatchObject({ status: 400, error: { code: "invalid", field } });
    expect(refused.error.message).toMatch(/^[a-z_0-9.A-Z ]+: /);
    expect(refused.error.message.length).toBeLessThan(300);
    expect((await call(getAll)).data).toEqual([]);
  });

  it("names the field that is NaN although that is no JSON", async () => {
    const text = JSON.stringify(SPIKE).replace(":5,", ":NaN,");
    expect(await call(post, { text })).toMatchObject({ status: 400, error: { field: "threshold_value" } });
  });

  it("says which metrics there are by an example, and lets a draft name one to come", async () => {
    const body = { ...SPIKE, metric_name: "loyalty_points" };
    expect((await call(post, { body })).error.message).toBe(
      "metric_name: expected a metric that is collected, such as payment_failure_rate",
    );
    expect(await call(post, { body: { ...body, mode: "draft" } })).toMatchObject({ status: 201 });
    expect(await call(put, { body: { mode: "live" } })).toMatchObject({ status: 400, error: { field: "metric_name" } });
    await house.db.execute(
      "insert into metric_series (metric, labels, fingerprint) values ('loyalty_points', '{}', '{}')",
    );
    expect(await call(put, { body: { mode: "live" } })).toMatchObject({ status: 200 });
  });

  it("refuses a name that is taken", async () => {
    await call(post, { body: SPIKE });
    expect(await call(post, { body: SPIKE })).toMatchObject({
      status: 409,
      error: { code: "conflict", field: "rule_name", id: 1 },
    });
  });
});

describe("PUT rules/{id}", () => {
  beforeEach(() => call(post, { body: SPIKE }));

  it("takes back what GET gave, and changes nothing by that", async () => {
    const before = await call(getOne);
    expect((await call(put, { body: before.data })).data).toEqual(before.data);
    expect((await call(getVersions)).data).toHaveLength(1);
  });

  it("changes what is sent and leaves the rest, as a new version", async () => {
    await call(put, { body: { cooldown_minutes: 30, notification_channels: ["log"] } });
    const { data } = await call(put, { body: { threshold_value: 6 } });
    expect(data).toMatchObject({ ...SPIKE, threshold_value: 6, cooldown_minutes: 30, version: 3 });
    expect(data.notification_channels).toEqual(["log"]);
  });

  it("takes levels in place of threshold and severity, and gives them back", async () => {
    const levels = [
      { severity: "warning", threshold_value: 2 },
      { severity: "critical", threshold_value: 5, recovery_value: 4, duration_seconds: 0 },
    ];
    const { data } = await call(put, { body: { levels } });
    expect(data).toMatchObject({ threshold_value: 2, severity: "warning", levels: [{}, levels[1]] });
    expect((await call(put, { body: data })).data.version).toBe(2);
    expect(await call(put, { body: { threshold_value: 3 } })).toMatchObject({
      status: 400,
      error: { field: "threshold_value", message: expect.stringContaining("change it in levels") },
    });
    const plain = await call(put, { body: { levels: null, threshold_value: 3, severity: "critical" } });
    expect(plain.data).toMatchObject({ levels: null, threshold_value: 3, severity: "critical" });
  });

  it("is refused when the rule has changed since the version that was read", async () => {
    await call(put, { body: { threshold_value: 6, version: 1 } });
    expect(await call(put, { body: { threshold_value: 7, version: 1 } })).toMatchObject({
      status: 409,
      error: { code: "conflict", version: 2 },
    });
    expect((await call(getOne)).data.threshold_value).toBe(6);
  });

  it("is audited with who, before and after", async () => {
    await call(put, { body: { threshold_value: 6 } });
    const audit = await house.db.select().from(auditEvents);
    const [created, changed] = audit.filter(({ subject }) => subject === "rule:1");
    expect(created).toMatchObject({ action: "rule/created", actor: "test (token)", details: { before: null } });
    expect(changed).toMatchObject({
      action: "rule/changed",
      details: { name: "deposits_fail", before: { threshold_value: 5 }, after: { threshold_value: 6 } },
    });
  });
});

describe("versions", () => {
  it("say who changed what, newest first, and can be restored as a new one", async () => {
    await call(post, { body: SPIKE });
    await call(put, {
      body: { threshold_value: 6, condition: { kind: "threshold", aggregate: "avg", window_seconds: 600 } },
    });
    const { data } = await call(getVersions);
    expect(data).toMatchObject([
      { version: 2, change: "changed", changed_by: "test (token)" },
      { version: 1, change: "created", differences: [] },
    ]);
    expect(data[0].differences).toEqual([
      { field: "threshold_value", before: 5, after: 6 },
      { field: "condition.aggregate", before: "last", after: "avg" },
      { field: "condition.window_seconds", before: 0, after: 600 },
    ]);
    expect((await call(restore, { version: 1 })).data).toMatchObject({ ...SPIKE, version: 3 });
    expect((await call(getVersions)).data[0]).toMatchObject({ version: 3, change: "restored" });
    expect(await call(restore, { version: 9 })).toMatchObject({ status: 404 });
    expect(await call(restore, { version: 1, body: { version: 1 } })).toMatchObject({ status: 409 });
  });

  it("begin with one for each rule the house ships", async () => {
    await seedDefaultRules(house.context());
    expect((await call(getVersions)).data).toMatchObject([{ version: 1, change: "created", changed_by: "test" }]);
  });
});

describe("a rule the house ships", () => {
  it("stays deleted at the next start", async () => {
    const names = await seedDefaultRules(house.context());
    await call(remove);
    expect(await seedDefaultRules(house.context())).toEqual([]);
    expect((await call(getAll)).data).toHaveLength(names.length - 1);
  });
});

describe("enable, disable and delete", () => {
  beforeEach(() => call(post, { body: SPIKE }));

  it("switch a rule off and on, twice without harm, each with a word in the audit", async () => {
    expect(await call(disable)).toMatchObject({ status: 200, data: { is_active: false, version: 2 } });
    expect(await call(disable)).toMatchObject({ status: 200, data: { is_active: false, version: 2 } });
    expect(await call(enable, { body: { version: 1 } })).toMatchObject({ status: 409, error: { version: 2 } });
    expect(await call(enable)).toMatchObject({ status: 200, data: { is_active: true, version: 3 } });
    const audit = await house.db.select().from(auditEvents);
    expect(audit.map(({ action }) => action).filter((action) => action.startsWith("rule/"))).toEqual([
      "rule/created",
      "rule/disabled",
      "rule/enabled",
    ]);
  });

  it("deletes a rule and keeps its versions to be read", async () => {
    expect(await call(remove, { query: "?version=7" })).toMatchObject({ status: 409, error: { version: 1 } });
    expect(await call(remove)).toMatchObject({ status: 200, data: { id: 1, rule_name: "deposits_fail" } });
    expect(await call(getOne)).toMatchObject({ status: 404 });
    expect((await call(getVersions)).data).toMatchObject([{ version: 2, change: "deleted" }, { version: 1 }]);
    expect(await call(remove)).toMatchObject({ status: 404 });
  });
});

describe("who may", () => {
  it("is refused in the order 401, 403, 400, 404", async () => {
    const viewer = await house.token({ role: "viewer" });
    const writer = await house.token({ scope: "write" });
    expect(await call(getAll, { as: "" })).toMatchObject({ status: 401 });
    expect(await call(getAll, { as: viewer })).toMatchObject({ status: 200 });
    for (const as of [viewer, writer]) {
      expect(await call(post, { as, body: {} })).toMatchObject({ status: 403 });
      for (const handler of [put, remove, enable, disable, restore, tryOne, tryUnsaved]) {
        expect(await call(handler, { as, id: "x" })).toMatchObject({ status: 403 });
      }
    }
    expect(await call(getOne, { id: "x" })).toMatchObject({ status: 400, error: { field: "id" } });
    expect(await call(put, { id: 99, body: { duration_seconds: -5 } })).toMatchObject({ status: 400 });
    for (const handler of [getOne, put, remove, enable, disable, restore, getVersions]) {
      expect(await call(handler, { id: 99 })).toMatchObject({ status: 404, error: { field: "id" } });
    }
  });
});
