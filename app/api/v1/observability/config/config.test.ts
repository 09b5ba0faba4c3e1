import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listRules } from "@/db/queries/rules";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { GET, PUT } from "./route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  await seedDefaultRules(house.context());
});
afterAll(() => house.close());

async function call(handler: typeof GET, body?: unknown, scope: "read" | "write" | "admin" = "admin") {
  const token = await house.token({ scope });
  const request = new Request("http://localhost:3000/api", {
    method: body === undefined ? "GET" : "PUT",
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  const json = await response.json();
  return { code: response.status, data: json.data, error: json.error };
}

const levelsOf = async (name: string) =>
  (await listRules(house.db)).find((rule) => rule.name === name)?.levels.map(({ threshold }) => threshold);

describe("config", () => {
  it("is the source's body, with its first values", async () => {
    expect((await call(GET, undefined, "read")).data).toEqual({
      thresholds: {
        errorRate: { warning: 0.02, critical: 0.05 },
        responseTime: { warning: 1000, critical: 2000 },
        successRate: { warning: 0.95, critical: 0.9 },
        slowQueries: { warning: 3, critical: 10 },
      },
    });
  });

  it("takes a part alone, and the rule follows", async () => {
    const { code, data } = await call(PUT, { thresholds: { errorRate: { warning: 0.03 } } });
    expect(code).toBe(200);
    expect(data.thresholds.errorRate).toEqual({ warning: 0.03, critical: 0.05 });
    expect(data.thresholds.responseTime).toEqual({ warning: 1000, critical: 2000 });
    expect(await levelsOf("error_rate")).toEqual([3, 5]);
  });

  it("takes back what it gave", async () => {
    const { data } = await call(GET);
    expect((await call(PUT, data)).data).toEqual(data);
  });

  it("refuses a critical limit on the near side, and changes nothing then", async () => {
    const sent = { thresholds: { errorRate: { warning: 0.04 }, successRate: { critical: 0.99 } } };
    expect(await call(PUT, sent)).toMatchObject({ code: 400, error: { field: "thresholds.successRate" } });
    expect(await levelsOf("error_rate")).toEqual([2, 5]);
  });

  it.each([
    ["thresholds.errorRate.warning", { thresholds: { errorRate: { warning: 2 } } }],
    ["thresholds.slowQueries.critical", { thresholds: { slowQueries: { critical: -1 } } }],
    ["thresholds", { thresholds: 5 }],
  ])("names %s when it is wrong", async (field, sent) => {
    expect(await call(PUT, sent)).toMatchObject({ code: 400, error: { field } });
  });

  it("is changed by admins only", async () => {
    expect((await call(PUT, { thresholds: {} }, "write")).code).toBe(403);
  });
});
