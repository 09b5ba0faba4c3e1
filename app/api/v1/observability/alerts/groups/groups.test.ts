import { desc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getOne } from "@/app/api/v1/observability/alerts/[id]/route";
import { alertRules, auditEvents } from "@/db/schema";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { parseEnv } from "@/lib/server/env";
import { planOne } from "@/lib/server/scenarios/plan-one";
import { collects, providerRule } from "@/lib/server/scenarios/provider-story";
import { clock, DAY } from "@/lib/server/scenarios/scenario";
import { GET as getGroups } from "./route";
import { GET as getSettings, PUT as putSettings } from "./settings/route";

let house: TestHouse;

beforeAll(async () => {
  house = await testHouse();
  await house.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
});
beforeEach(async () => {
  await house.reset();
  await house.db.insert(alertRules).values(providerRule());
});
afterAll(() => house.close());

interface Call {
  as: string;
  query?: string;
  id?: string;
  body?: unknown;
}

async function call(handler: typeof getGroups, { as, query = "", id = "1", body }: Call) {
  const request = new Request(`http://localhost:3000/api${query}`, {
    method: body === undefined ? "GET" : "PUT",
    headers: { authorization: `Bearer ${as}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

/** Two providers of Aurora fail at 09:00: the first is told at once, the second waits until 09:05. */
async function twoFailures(): Promise<void> {
  const ctx = house.context({ now: clock("09:00") });
  await collects(50, "nordpay", "zippay")(ctx);
  const settings = parseEnv({ SMTP_HOST: "127.0.0.1", EMAIL_TO: "ops@x.test" });
  for (const alertId of [1, 2]) await planOne(ctx, { alertId, occasion: "triggered", severity: "critical" }, settings);
}

const group = {
  id: 1,
  title: "Payments, Aurora",
  brand: "aurora",
  opened_at: "2026-11-20T09:00:00.000Z",
  closed_at: null,
  told_at: "2026-11-20T09:00:00.000Z",
  next_notice_at: "2026-11-20T09:05:00.000Z",
  alerts: [
    { id: 1, title: expect.any(String), severity: "critical", status: "triggered", waits_until: null },
    {
      id: 2,
      title: expect.stringContaining("Zippay"),
      severity: "critical",
      status: "triggered",
      waits_until: "2026-11-20T09:05:00.000Z",
    },
  ],
};

describe("GET alerts/groups", () => {
  it("has the open groups with their alerts and when their next notice goes", async () => {
    await twoFailures();
    expect(await call(getGroups, { as: await house.token({ role: "viewer" }) })).toMatchObject({
      status: 200,
      data: [group],
    });
  });

  it("shows nobody alerts of another brand", async () => {
    await twoFailures();
    expect((await call(getGroups, { as: await house.token({ brands: ["borealis"] }) })).data).toEqual([]);
    expect((await call(getGroups, { as: await house.token(), query: "?brand=borealis" })).data).toEqual([]);
  });
});

describe("GET alerts/{id}", () => {
  it("says which group the alert is of, and what it holds", async () => {
    await twoFailures();
    const { data } = await call(getOne, { as: await house.token(), id: "2" });
    expect(data).toMatchObject({ id: 2, group_id: 1, group });
    expect(data.timeline.map(({ kind }: { kind: string }) => kind)).toContain("grouped");
  });
});

describe("GET and PUT alerts/groups/settings", () => {
  it("take back what was given, or a part of it, and keep before and after", async () => {
    const as = await house.token();
    const { data } = await call(getSettings, { as });
    expect(data).toEqual({ keys: ["subsystem", "brand"], wait_seconds: 30, interval_minutes: 5 });
    expect(await call(putSettings, { as, body: data })).toMatchObject({ status: 200, data });
    const after = { ...data, keys: ["provider"] };
    expect(await call(putSettings, { as, body: { keys: ["provider"] } })).toMatchObject({ status: 200, data: after });
    expect((await call(getSettings, { as })).data).toEqual(after);
    const [audited] = await house.db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
    expect(audited).toMatchObject({ action: "grouping/changed", details: { before: data, after } });
    await twoFailures();
    expect((await call(getGroups, { as })).data).toMatchObject([{ title: "Nordpay" }, { title: "Zippay" }]);
  });

  it.each([
    ["keys.0", { keys: ["severity"] }],
    ["wait_seconds", { wait_seconds: -1 }],
    ["interval_minutes", { interval_minutes: 0.5 }],
  ])("refuse what is wrong in %s", async (field, body) => {
    const answer = await call(putSettings, { as: await house.token(), body });
    expect(answer).toMatchObject({ status: 400, error: { code: "invalid", field } });
  });

  it("are an admin's", async () => {
    const as = await house.token({ role: "operator" });
    expect(await call(getSettings, { as })).toMatchObject({ status: 403 });
    expect(await call(putSettings, { as, body: { keys: [] } })).toMatchObject({ status: 403 });
  });
});
