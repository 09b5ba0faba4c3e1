import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE, PUT } from "@/app/api/v1/observability/measures/[id]/route";
import { GET, POST } from "@/app/api/v1/observability/measures/route";
import { POST as approve } from "@/app/api/v1/observability/measures/runs/[id]/approve/route";
import { POST as decline } from "@/app/api/v1/observability/measures/runs/[id]/decline/route";
import { POST as undo } from "@/app/api/v1/observability/measures/runs/[id]/undo/route";
import { GET as readRuns } from "@/app/api/v1/observability/measures/runs/route";
import { toRuleRow } from "@/db/queries/rules";
import { alertRules, alerts } from "@/db/schema";
import { aRule } from "@/lib/fixtures";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { requestRun } from "@/lib/server/services/measures/request-run";

const BODY = { name: "Route cards to ECPay", url: "https://psp-router.example.com/measures/k3y" };
let house: TestHouse;

beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

type Handler = (request: Request, route: { params: Promise<unknown> }) => Promise<Response>;
interface Asked {
  token: string;
  method?: string;
  body?: unknown;
  id?: number | string;
  query?: string;
}

async function ask(handler: Handler, { token, method = "POST", body, id, query = "" }: Asked) {
  const request = new Request(`http://localhost:3000/api/v1/observability/measures${query}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: method === "GET" ? undefined : JSON.stringify(body ?? {}),
  });
  const answer = await handler(request, { params: Promise.resolve(id === undefined ? {} : { id: String(id) }) });
  return { status: answer.status, json: await answer.json() };
}

/** A measure of `token`'s person, named by the rule of an alert, and asked for. */
async function aWaitingRun(token: string): Promise<{ runId: number; alertId: number }> {
  const { json } = await ask(POST, { token, body: { ...BODY, is_dry_run: false } });
  const rule = { ...toRuleRow(aRule()), measureId: Number(json.data.id) };
  const [{ id: alertRuleId } = { id: 0 }] = await house.db.insert(alertRules).values(rule).returning();
  const facts = { ruleName: "payment_outage", metric: "payment_failure_rate_1m", fingerprint: "f", message: "m" };
  const row = { ...facts, alertRuleId, severity: "critical", status: "triggered", triggeredAt: new Date() };
  const [{ id: alertId } = { id: 0 }] = await house.db.insert(alerts).values(row).returning();
  const requested = await requestRun(house.context(), { alertId, occasion: "triggered" });
  return { alertId, runId: requested.kind === "requested" ? requested.runId : 0 };
}

describe("measures by API", () => {
  it("are made, read, changed and deleted by an admin", async () => {
    const token = await house.token();
    const made = await ask(POST, { token, body: BODY });
    expect(made).toMatchObject({ status: 201, json: { data: { ...BODY, is_dry_run: true, needs_approval: true } } });
    const { id, version } = made.json.data;
    const changed = await ask(PUT, { token, method: "PUT", id, body: { ...BODY, is_active: false, version } });
    expect(changed.json.data).toMatchObject({ is_active: false, version: version + 1 });
    const stale = await ask(PUT, { token, method: "PUT", id, body: { ...BODY, version } });
    expect(stale).toMatchObject({ status: 409, json: { error: { code: "conflict" } } });
    expect((await ask(DELETE, { token, method: "DELETE", id })).status).toBe(200);
    expect((await ask(GET, { token, method: "GET" })).json.data).toEqual([]);
  });

  it("are nobody's but an admin's", async () => {
    const token = await house.token({ role: "operator" });
    expect((await ask(GET, { token, method: "GET" })).status).toBe(403);
    expect((await ask(POST, { token, body: BODY })).status).toBe(403);
    const reader = await house.token({ scope: "read" });
    expect((await ask(POST, { token: reader, body: BODY })).status).toBe(403);
  });

  it.each([
    [{ url: "http://psp-router.example.com" }, "url"],
    [{ name: "" }, "name"],
    [{ undo_url: "x" }, "undo_url"],
    [{ occasion: "resolved" }, "occasion"],
  ])("are refused with %j, naming the field", async (wrong, field) => {
    const refused = await ask(POST, { token: await house.token(), body: { ...BODY, ...wrong } });
    expect(refused).toMatchObject({ status: 400, json: { error: { field } } });
  });
});

describe("a run by API", () => {
  it("is approved by a second admin, once", async () => {
    const ada = await house.token();
    const { runId } = await aWaitingRun(ada);
    expect(await ask(approve, { token: ada, id: runId })).toMatchObject({ status: 403 });
    const bo = await house.token();
    expect(await ask(approve, { token: bo, id: runId })).toMatchObject({
      status: 200,
      json: { data: { status: "approved" } },
    });
    expect(await ask(decline, { token: bo, id: runId })).toMatchObject({ status: 409 });
    expect(await ask(undo, { token: bo, id: runId })).toMatchObject({ status: 409 });
    expect(await ask(approve, { token: bo, id: 999 })).toMatchObject({ status: 404 });
  });

  it("shows everybody its host, and only admins its address and text", async () => {
    const ada = await house.token();
    const { alertId } = await aWaitingRun(ada);
    const query = `/runs?alert=${alertId}`;
    const seen = await ask(readRuns, { token: await house.token({ role: "viewer" }), method: "GET", query });
    expect(seen.json.data).toMatchObject([{ status: "waiting", host: "psp-router.example.com" }]);
    expect(JSON.stringify(seen.json)).not.toContain("k3y");
    const admins = await ask(readRuns, { token: ada, method: "GET", query });
    expect(admins.json.data).toMatchObject([{ url: BODY.url, body: expect.stringContaining('"action":"run"') }]);
  });
});
