import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { alerts, apiTokens } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";

let house: TestHouse;
let royal: string;
let lucky: string;
let whole: string;
beforeAll(async () => {
  process.env.SMTP_HOST = "127.0.0.1";
  house = await testHouse();
  royal = await house.token({ brands: ["royal"] });
  lucky = await house.token({ brands: ["lucky"] });
  whole = await house.token();
});
afterAll(() => house.close());

const ROOT = resolve("app/api/v1");
const Handlers = z.record(z.string(), z.unknown());
type Handler = (request: Request, route: { params: Promise<unknown> }) => Promise<Response>;
const isHandler = (given: unknown): given is Handler => typeof given === "function";

interface Call {
  as: string;
  method?: string;
  params?: Record<string, string>;
  body?: unknown;
}

async function call(path: string, { as, method = "POST", params = { id: "1" }, body = {} }: Call) {
  const handler = Handlers.parse(await import(/* @vite-ignore */ resolve(ROOT, path, "route.ts")))[method];
  if (!isHandler(handler)) throw new Error(`${method} ${path} is missing`);
  const request = new Request("http://localhost:3000/api", {
    method,
    headers: { authorization: `Bearer ${as}` },
    ...(method !== "GET" && { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

const CHANGE = /export const (POST|PUT|PATCH|DELETE) = endpoint\(\s*\{[^}]*permission: "house:admin"/g;

async function houseWide(): Promise<{ path: string; method: string }[]> {
  const found = [];
  const files = await readdir(ROOT, { recursive: true });
  for (const file of files.filter((name) => name.endsWith("/route.ts"))) {
    for (const [, method = ""] of (await readFile(resolve(ROOT, file), "utf8")).matchAll(CHANGE)) {
      found.push({ path: file.replace("/route.ts", ""), method });
    }
  }
  return found;
}

const RULE = {
  rule_name: "deposits_fail",
  metric_name: "payment_failure_rate",
  comparison_operator: ">",
  threshold_value: 5,
  severity: "critical",
};
const about = (brand: string) => [{ label: "brand", operator: "=", value: brand }];
const RULES = "observability/rules";

describe("an admin limited to a brand", () => {
  it("is refused each change that affects every brand, and told which brand limits the account", async () => {
    const routes = await houseWide();
    expect(routes.length).toBeGreaterThan(20);
    for (const { path, method } of routes) {
      for (const [as, brand] of [
        [royal, "royal"],
        [lucky, "lucky"],
      ] as const) {
        const { status, error } = await call(path, { as, method });
        expect([method, path, status]).toEqual([method, path, 403]);
        expect(error.message).toContain(`limited to ${brand}`);
      }
    }
  }, 60_000);

  it("changes rules confined to its own brand and no others", async () => {
    expect((await call(RULES, { as: royal, body: RULE })).status).toBe(403);
    expect((await call(RULES, { as: royal, body: { ...RULE, matchers: about("lucky") } })).status).toBe(403);
    const made = await call(RULES, { as: royal, body: { ...RULE, matchers: about("royal") } });
    expect(made.status).toBe(201);
    const one = { method: "PUT", params: { id: String(made.data.id) } };
    expect((await call(`${RULES}/[id]`, { ...one, as: lucky, body: { threshold_value: 9 } })).status).toBe(403);
    expect((await call(`${RULES}/[id]`, { ...one, as: royal, body: { matchers: [] } })).status).toBe(403);
    expect((await call(`${RULES}/[id]`, { ...one, as: royal, body: { threshold_value: 9 } })).status).toBe(200);
    for (const path of ["disable", "enable"]) {
      const there = { as: lucky, params: one.params };
      expect((await call(`${RULES}/[id]/${path}`, there)).status).toBe(403);
    }
    expect((await call(`${RULES}/[id]`, { ...one, as: lucky, method: "DELETE" })).status).toBe(403);
    expect((await call(`${RULES}/[id]`, { ...one, as: royal, method: "DELETE" })).status).toBe(200);
  });

  it("acts on alerts of its brand, reads those of the whole platform, and finds none of another", async () => {
    const now = new Date();
    const row = {
      ruleName: "x",
      metric: "x",
      severity: "warning",
      level: "warning",
      status: "triggered",
      message: "x",
    };
    const base = { ...row, value: 1, threshold: 1, labels: {}, details: {}, triggeredAt: now, createdAt: now } as const;
    const ids = [];
    for (const brand of ["royal", "lucky", null]) {
      const [made] = await house.db
        .insert(alerts)
        .values({
          ...base,
          severity: "warning",
          level: "warning",
          status: "triggered",
          brand,
          fingerprint: `x|${brand}`,
        })
        .returning({ id: alerts.id });
      ids.push(String(made?.id));
    }
    const path = "observability/alerts/[id]/acknowledge";
    const answers = [];
    for (const id of ids) answers.push((await call(path, { as: royal, params: { id } })).status);
    expect(answers).toEqual([200, 404, 403]);
    expect((await call(path, { as: whole, params: { id: ids[2] ?? "" } })).status).toBe(200);
  });

  it("sees and revokes its own tokens only", async () => {
    const tokens = "console/tokens";
    const seen = await call(tokens, { as: royal, method: "GET" });
    expect(seen.data).toHaveLength(1);
    const all = await house.db.select({ id: apiTokens.id }).from(apiTokens);
    const other = all.find(({ id }) => id !== seen.data[0].id);
    const params = { id: String(other?.id) };
    expect((await call(`${tokens}/[id]`, { as: royal, method: "DELETE", params })).status).toBe(404);
    expect((await call(tokens, { as: royal, body: { name: "ci", scope: "admin" } })).status).toBe(201);
  });
});
