import { desc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { testPlatform } from "@/db/test-platform";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { GET, PUT } from "./route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  const createdAt = addMs(new Date(), -SECOND_MS);
  await testPlatform(house.db).payments({ createdAt }, { createdAt, status: "failed" });
});
afterAll(() => house.close());

async function call(handler: typeof GET, body?: unknown, as: Parameters<TestHouse["token"]>[0] = {}) {
  const request = new Request("http://localhost:3000/api", {
    method: body === undefined ? "GET" : "PUT",
    headers: { authorization: `Bearer ${await house.token(as)}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  const json = await response.json();
  return { code: response.status, data: json.data, error: json.error };
}

const failures = { metric: "payment_failure_rate", value: 50, condition: ">", severity: "critical" };

describe("PUT metrics/thresholds", () => {
  it("holds for everybody's next reading, and answers the whole set", async () => {
    expect((await call(GET)).data).toEqual([{ ...failures, threshold: 1 }]);
    const { code, data } = await call(PUT, { payment_failure_rate: 50 });
    expect(code).toBe(200);
    expect(data).toHaveLength(5);
    expect(data).toContainEqual({ ...failures, threshold: 50, is_default: false });
    expect(data).toContainEqual({
      metric: "cache_hit_rate",
      value: null,
      threshold: 80,
      condition: "<",
      severity: "info",
      is_default: true,
    });
    expect((await call(GET, undefined, { role: "viewer", scope: "read" })).data).toEqual([]);
  });

  it("takes a part alone, and gives a default back for null", async () => {
    await call(PUT, { payment_failure_rate: 60, api_latency_p99: 800 });
    const { data } = await call(PUT, { payment_failure_rate: null });
    expect(data).toContainEqual({ ...failures, threshold: 1, is_default: true });
    expect(data).toContainEqual(expect.objectContaining({ metric: "api_latency_p99", threshold: 800 }));
    expect((await call(GET)).data).toEqual([{ ...failures, threshold: 1 }]);
  });

  it("is audited with before and after", async () => {
    await call(PUT, { cache_hit_rate: 70 });
    await call(PUT, { cache_hit_rate: 60 });
    const [audited] = await house.db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
    expect(audited).toMatchObject({
      action: "thresholds/changed",
      details: { before: { cache_hit_rate: 70 }, after: { cache_hit_rate: 60 } },
    });
  });

  it.each([
    ["cache_hit_rate", { cache_hit_rate: 130 }],
    ["api_latency_p99", { api_latency_p99: "fast" }],
    ["user_total", { user_total: 1 }],
    ["body", [{ metric: "cache_hit_rate" }]],
  ])("names %s when it is wrong, and changes nothing", async (field, body) => {
    expect(await call(PUT, body)).toMatchObject({ code: 400, error: { code: "invalid", field } });
    expect((await call(GET)).data).toEqual([{ ...failures, threshold: 1 }]);
  });

  it("is an admin's", async () => {
    const body = { payment_failure_rate: 90 };
    expect((await call(PUT, body, { role: "operator" })).code).toBe(403);
    expect((await call(PUT, body, { scope: "write" })).code).toBe(403);
    expect((await call(GET)).data).toHaveLength(1);
  });
});
