import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getRules } from "@/app/api/v1/observability/rules/route";
import { addMs, DAY_MS, SECOND_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { clock, DAY, seriesOf } from "@/lib/server/scenarios/scenario";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { POST as acknowledge } from "./[id]/acknowledge/route";
import { POST as escalate } from "./[id]/escalate/route";
import { POST as resolve } from "./[id]/resolve/route";
import { GET as getOne } from "./[id]/route";
import { GET as getActive } from "./active/route";
import { GET as getHistory } from "./history/route";
import { GET as getStatistics } from "./statistics/route";

let house: TestHouse;
let token: string;
beforeAll(async () => {
  house = await testHouse();
  await house.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
});
beforeEach(async () => {
  await house.reset();
  token = await house.token({ scope: "write" });
  await seedDefaultRules(house.context());
});
afterAll(() => house.close());

type Handler = typeof getActive;
interface Call {
  id?: string;
  query?: string;
  body?: unknown;
  as?: string;
}

async function call(handler: Handler, { id = "1", query = "", body, as = token }: Call = {}) {
  const isPost = handler === acknowledge || handler === escalate || handler === resolve;
  const request = new Request(`http://localhost:3000/api${query}`, {
    method: isPost ? "POST" : "GET",
    headers: as === "" ? {} : { authorization: `Bearer ${as}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

/** An outage raised at 09:00:16 of the day scenarios play on. */
async function outage(): Promise<void> {
  for (const seconds of [0, 4, 8, 12, 16]) {
    const at = addMs(clock("09:00"), seconds * SECOND_MS);
    const ctx = house.context({ now: at });
    const series = await seriesOf(ctx, "payment_failure_rate_1m");
    await evaluateRules(ctx, { at, samples: [{ series, at, value: 38.2 }] });
  }
}

describe("GET alerts/active", () => {
  it("is an empty array where all is well", async () => {
    expect(await call(getActive)).toMatchObject({ status: 200, data: [] });
  });

  it("has L's fields first, then the table's other columns", async () => {
    await outage();
    const { data } = await call(getActive);
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      id: 1,
      rule_name: "payment_outage",
      metric: "payment_failure_rate_1m",
      value: 38.2,
      threshold: 20,
      severity: "critical",
      status: "triggered",
      triggered_at: "2026-11-20T09:00:16.000Z",
      details: { condition: ">", duration_seconds: 15 },
      acknowledged_at: null,
      acknowledged_by: null,
      resolved_at: null,
      resolution_notes: null,
      escalation_reason: null,
      notifications_sent: [],
      auto_resolved: false,
      version: 1,
    });
  });

  it("shows what was open at an instant", async () => {
    await outage();
    expect((await call(getActive, { query: "?at=2026-11-20T09:00:00Z" })).data).toEqual([]);
    expect((await call(getActive, { query: "?at=2026-11-20T10:00:00Z" })).data).toHaveLength(1);
    expect(await call(getActive, { query: "?at=noon" })).toMatchObject({ status: 400, error: { field: "at" } });
  });
});

describe("GET alerts/{id}", () => {
  it("has the alert with its timeline and every decision", async () => {
    await outage();
    const { data } = await call(getOne);
    expect(data).toMatchObject({ id: 1, notifications: [] });
    expect(data.timeline).toEqual([
      {
        id: 1,
        at: "2026-11-20T09:00:16.000Z",
        kind: "raised",
        actor: "test",
        message: expect.stringContaining("Raised as critical"),
        details: expect.any(Object),
      },
    ]);
  });

  it("is 404 for an alert there is not, and 400 for what is no number", async () => {
    expect(await call(getOne, { id: "99" })).toMatchObject({ status: 404, error: { code: "not-found" } });
    expect(await call(getOne, { id: "x" })).toMatchObject({ status: 400, error: { code: "invalid", field: "id" } });
  });
});

describe("POST alerts/{id}/acknowledge, escalate, resolve", () => {
  it("walk an alert to its end, by the token's name", async () => {
    await outage();
    const acknowledged = await call(acknowledge);
    expect(acknowledged).toMatchObject({
      status: 200,
      data: { id: 1, status: "acknowledged", acknowledged_by: "test (token)", version: 2 },
    });
    const escalated = await call(escalate, { body: { reason: "the provider does not answer" } });
    expect(escalated).toMatchObject({
      status: 200,
      data: { status: "escalated", severity: "emergency", escalation_reason: "the provider does not answer" },
    });
    const resolved = await call(resolve, { body: { notes: "provider is back" } });
    expect(resolved).toMatchObject({
      status: 200,
      data: { status: "resolved", resolution_notes: "provider is back", auto_resolved: false },
    });
    expect((await call(getActive)).data).toEqual([]);
  });

  it("answer 409 with the present status to an illegal move or an old version", async () => {
    await outage();
    await call(acknowledge);
    expect(await call(acknowledge)).toMatchObject({
      status: 409,
      error: { code: "conflict", status: "acknowledged", version: 2 },
    });
    expect(await call(resolve, { body: { version: 1 } })).toMatchObject({
      status: 409,
      error: { status: "acknowledged", version: 2 },
    });
    await call(resolve);
    expect(await call(escalate, { body: { reason: "late" } })).toMatchObject({
      status: 409,
      error: { status: "resolved" },
    });
  });

  it("refuse in the order 401, 403, 400, 404", async () => {
    const reader = await house.token({ scope: "read" });
    expect(await call(acknowledge, { as: "", id: "x" })).toMatchObject({ status: 401 });
    expect(await call(acknowledge, { as: reader, id: "x" })).toMatchObject({ status: 403 });
    expect(await call(acknowledge, { as: await house.token({ role: "viewer" }) })).toMatchObject({ status: 403 });
    expect(await call(escalate, { id: "99" })).toMatchObject({ status: 400, error: { field: "reason" } });
    expect(await call(escalate, { id: "99", body: { reason: 5 } })).toMatchObject({
      status: 400,
      error: { field: "reason" },
    });
    expect(await call(acknowledge, { id: "99" })).toMatchObject({ status: 404 });
    expect(await call(acknowledge, { id: "1.5" })).toMatchObject({ status: 400, error: { field: "id" } });
  });

  it("are not for alerts of brands the caller does not see", async () => {
    const { context } = house;
    await outage();
    await context().db.execute("update alerts set brand = 'aurora'");
    const elsewhere = await house.token({ brands: ["kingfisher"] });
    expect(await call(acknowledge, { as: elsewhere })).toMatchObject({ status: 404 });
    expect((await call(getActive, { as: elsewhere })).data).toEqual([]);
    expect((await call(getActive, { query: "?brand=aurora" })).data).toHaveLength(1);
    expect((await call(getActive, { query: "?brand=kingfisher" })).data).toEqual([]);
  });
});

describe("GET alerts/statistics", () => {
  it("counts the last 24 hours where nothing is said", async () => {
    await outage();
    await call(acknowledge);
    const { data } = await call(getStatistics, { query: "?at=2026-11-20T12:00:00Z" });
    expect(data).toMatchObject({
      hours: 24,
      total: 1,
      by_severity: { info: 0, warning: 0, critical: 1, emergency: 0 },
      by_status: { triggered: 0, acknowledged: 1, escalated: 0, resolved: 0 },
      by_rule: { payment_outage: 1 },
      mean_seconds_to_acknowledge: expect.any(Number),
      mean_seconds_to_resolve: null,
      median_seconds_to_acknowledge: expect.any(Number),
      noise_share: null,
      noisiest_rules: [{ rule: "payment_outage", count: 1, judged: 0, precision: null, meets_goal: null }],
      answered_in_time: { critical: { limit_seconds: 900, due: 1 }, info: { limit_seconds: null } },
      time_zone: "UTC",
    });
    expect(data.by_hour[9]).toBe(1);
    expect(data.by_weekday).toEqual([0, 0, 0, 0, 0, 1, 0]);
    expect((await call(getStatistics, { query: "?at=2026-11-20T12:00:00Z&hours=2" })).data.total).toBe(0);
  });

  it.each(["0", "8761", "1.5", "many"])("refuses %s hours", async (hours) => {
    expect(await call(getStatistics, { query: `?hours=${hours}` })).toMatchObject({
      status: 400,
      error: { field: "hours" },
    });
  });
});

describe("GET alerts/history", () => {
  it("is newest first, a page at a time, narrowed by what is asked", async () => {
    await outage();
    expect((await call(getHistory)).data).toMatchObject({ total: 1, limit: 50, offset: 0, alerts: [{ id: 1 }] });
    expect((await call(getHistory, { query: "?offset=1" })).data).toMatchObject({ total: 1, alerts: [] });
    for (const query of [
      "?status=resolved",
      "?severity=info",
      "?rule=other",
      "?to=2026-11-20T09:00:00Z",
      "?from=2026-11-20T10:00:00Z",
    ]) {
      expect((await call(getHistory, { query })).data.total, query).toBe(0);
    }
    expect(await call(getHistory, { query: "?limit=501" })).toMatchObject({ status: 400, error: { field: "limit" } });
  });
});

describe("GET rules", () => {
  it("lists the rules by U's names, each as a sentence", async () => {
    const { data } = await call(getRules);
    expect(data.length).toBeGreaterThanOrEqual(7);
    expect(data[0]).toMatchObject({
      rule_name: "transaction_error_rate_high",
      threshold_value: 5,
      is_active: true,
      sentence: expect.stringContaining("above 5 %"),
    });
  });

  it("are seeded once, and stay as an admin left them", async () => {
    await house.db.execute("update alert_rules set cooldown_minutes = 9 where rule_name = 'payment_outage'");
    expect(await seedDefaultRules(house.context())).toEqual([]);
    const { data } = await call(getRules);
    expect(data).toContainEqual(expect.objectContaining({ rule_name: "payment_outage", cooldown_minutes: 9 }));
  });
});
