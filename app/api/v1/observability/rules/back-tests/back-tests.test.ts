import { afterAll, beforeAll, expect, it } from "vitest";
import { BackTestWire } from "@/lib/replay/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { createRule } from "@/lib/server/services/rules/create";

const URL = "http://localhost:3000/api/v1/observability/rules/back-tests";
const RULE = {
  rule_name: "failures",
  metric_name: "payment_failure_rate",
  comparison_operator: ">",
  threshold_value: 5,
  severity: "critical",
};

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

async function send(body: unknown, token: string): Promise<Response> {
  const { POST } = await import("./route");
  const headers = { authorization: `Bearer ${token}` };
  return POST(new Request(URL, { method: "POST", headers, body: JSON.stringify(body) }), {
    params: Promise.resolve({}),
  });
}

async function one(method: "GET" | "DELETE", id: number, token: string): Promise<Response> {
  const route = await import("./[id]/route");
  const request = new Request(`${URL}/${id}`, { method, headers: { authorization: `Bearer ${token}` } });
  return route[method](request, { params: Promise.resolve({ id: String(id) }) });
}

it("is asked for, read, cancelled once, and listed with its rule", async () => {
  const token = await house.token();
  const { id: ruleId } = await createRule(house.context(), RULE);
  const asked = await send({ rule: RULE, rule_id: ruleId, days: 30 }, token);
  expect(asked.status).toBe(202);
  const job = BackTestWire.parse((await asked.json()).data);
  expect(job).toMatchObject({ status: "queued", days: 30, rule_id: ruleId, rule_version: 1, rule_name: "failures" });

  const read = await one("GET", job.id, token);
  expect(BackTestWire.parse((await read.json()).data)).toEqual(job);
  expect((await one("DELETE", job.id, token)).status).toBe(200);
  const again = await one("DELETE", job.id, token);
  expect(again.status).toBe(409);
  expect((await again.json()).error).toMatchObject({ code: "conflict" });

  const { GET } = await import("@/app/api/v1/observability/rules/[id]/back-tests/route");
  const request = new Request(`${URL}`, { headers: { authorization: `Bearer ${token}` } });
  const list = await GET(request, { params: Promise.resolve({ id: String(ruleId) }) });
  expect((await list.json()).data).toMatchObject([{ id: job.id, status: "cancelled" }]);
});

it.each([
  [{ ...RULE, threshold_value: "many" }, 30, "rule.threshold_value"],
  [{ ...RULE, duration_seconds: -5 }, 30, "rule.duration_seconds"],
  [{ ...RULE, metric_name: "moon_phase" }, 30, "rule.metric_name"],
  [RULE, 31, "days"],
])("is refused with the field that is wrong: %#", async (rule, days, field) => {
  const answer = await send({ rule, days }, await house.token());
  expect(answer.status).toBe(400);
  expect((await answer.json()).error).toMatchObject({ field });
});

it("is refused to who may only read", async () => {
  expect((await send({ rule: RULE, days: 7 }, await house.token({ role: "viewer" }))).status).toBe(403);
  expect((await one("GET", 999, await house.token({ role: "viewer" }))).status).toBe(404);
});
