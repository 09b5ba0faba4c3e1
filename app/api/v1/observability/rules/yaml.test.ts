import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listRules } from "@/db/queries/rules";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { GET } from "./export/route";
import { POST } from "./import/route";

let house: TestHouse;
let token: string;

beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  token = await house.token();
  await seedDefaultRules(house.context());
});
afterAll(() => house.close());

const ADDRESS = "http://localhost:3000/api/v1/observability/rules";
const bearer = (as: string) => ({ authorization: `Bearer ${as}` });

const take = (as = token) => GET(new Request(`${ADDRESS}/export`, { headers: bearer(as) }));

async function bring(body: unknown, as = token) {
  const request = new Request(`${ADDRESS}/import`, { method: "POST", headers: bearer(as), body: JSON.stringify(body) });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, ...(await response.json()) };
}

describe("rules as a file, by API", () => {
  it("come as YAML and go back without a change", async () => {
    const response = await take();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/yaml; charset=utf-8");
    const yaml = await response.text();
    expect(yaml).toContain("\n  - rule_name: payment_outage\n");
    expect(await bring({ yaml })).toMatchObject({ status: "success", data: { created: 0, changed: 0, steps: [] } });
  });

  it("say what they would change, and then change it", async () => {
    const yaml = (await (await take()).text()).replace("threshold_value: 20\n", "threshold_value: 25\n");
    const steps = [
      {
        rule_name: "payment_outage",
        change: "changed",
        differences: [{ field: "threshold_value", before: 20, after: 25 }],
      },
    ];
    expect(await bring({ yaml, dry_run: true })).toMatchObject({ data: { dry_run: true, changed: 1, steps } });
    const threshold = async () =>
      (await listRules(house.db)).find(({ name }) => name === "payment_outage")?.levels[0]?.threshold;
    expect(await threshold()).toBe(20);
    expect(await bring({ yaml })).toMatchObject({ data: { dry_run: false, changed: 1, steps } });
    expect(await threshold()).toBe(25);
  });

  it("are refused with every fault, and without a file", async () => {
    expect(await bring({ yaml: "rules:\n  - {rule_name: a}" })).toMatchObject({
      status: "error",
      error: { code: "invalid", field: "yaml", faults: expect.arrayContaining([expect.objectContaining({ line: 2 })]) },
    });
    expect(await bring({})).toMatchObject({ error: { field: "yaml" } });
  });

  it("are an admin's to bring, and nobody's without a token", async () => {
    const reader = await house.token({ scope: "read" });
    expect((await take(reader)).status).toBe(200);
    expect(await bring({ yaml: "rules: []" }, reader)).toMatchObject({ error: { code: "forbidden" } });
    expect((await take("")).status).toBe(401);
  });
});
