import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { loadHouse } from "@/lib/server/services/notifications/load-house";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import * as caps from "./caps/route";
import * as routing from "./routing/route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

type Scope = "read" | "write" | "admin";
async function call(handler: typeof routing.GET, body?: unknown, scope: Scope = "admin") {
  const token = await house.token({ scope });
  const request = new Request("http://localhost:3000/api", {
    method: methodOf(handler, body),
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { code: response.status, ...(await response.json()) };
}
function methodOf(handler: typeof routing.GET, body: unknown): string {
  if (handler === routing.DELETE || handler === caps.DELETE) return "DELETE";
  return body === undefined ? "GET" : "PUT";
}
const lastAudit = async () => (await house.db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];

describe("config/routing", () => {
  it("is the default until an admin says otherwise, and names the rules with channels of their own", async () => {
    await seedDefaultRules(house.context());
    const { data } = await call(routing.GET, undefined, "read");
    expect(data).toMatchObject({ log: "info", slack: "warning", sms: "emergency", is_default: true, updated_at: null });
    expect(data.rules_with_own_channels).toContainEqual(expect.objectContaining({ name: "payment_failure_spike" }));
  });

  it("takes one floor, which decides from then on, with before and after in the audit", async () => {
    const { code, data } = await call(routing.PUT, { slack: "info" });
    expect(code).toBe(200);
    expect(data).toMatchObject({ slack: "info", email: "critical", is_default: false });
    expect((await loadHouse(house.context())).routing.slack).toBe("info");
    expect(await lastAudit()).toMatchObject({
      action: "routing/changed",
      details: { before: { slack: "warning" }, after: { slack: "info" } },
    });
  });

  it("takes back what it gave, and writes nothing then", async () => {
    await call(routing.PUT, { push: "warning" });
    const before = await call(routing.GET);
    expect((await call(routing.PUT, before.data)).data).toEqual(before.data);
    const changes = await house.db.select().from(auditEvents).where(eq(auditEvents.action, "routing/changed"));
    expect(changes).toHaveLength(1);
  });

  it.each([
    ["slack", { slack: "loud" }],
    ["log", { log: "warning" }],
    ["fax", { fax: "warning" }],
  ])("names %s when it is wrong, and changes nothing", async (field, sent) => {
    expect(await call(routing.PUT, { email: "info", ...sent })).toMatchObject({ code: 400, error: { field } });
    expect((await call(routing.GET)).data.email).toBe("critical");
  });

  it("refuses an edit of what somebody else changed meanwhile, and shows what is there now", async () => {
    await call(routing.PUT, { slack: "info" });
    const refused = await call(routing.PUT, { slack: "critical", updated_at: null });
    expect(refused).toMatchObject({ code: 409, error: { code: "conflict", present: { slack: "info" } } });
    const { updated_at } = refused.error.present;
    expect((await call(routing.PUT, { slack: "critical", updated_at })).code).toBe(200);
  });

  it("is the default again when it is reset", async () => {
    await call(routing.PUT, { slack: "info" });
    expect((await call(routing.DELETE)).data).toMatchObject({ slack: "warning", is_default: true, updated_at: null });
    expect(await lastAudit()).toMatchObject({ action: "routing/reset", details: { before: { slack: "info" } } });
  });

  it("is changed by admins only", async () => {
    expect((await call(routing.PUT, { slack: "info" }, "write")).code).toBe(403);
    expect((await call(routing.DELETE, undefined, "write")).code).toBe(403);
  });
});

describe("config/caps", () => {
  it("are the defaults until an admin says otherwise", async () => {
    const { data } = await call(caps.GET, undefined, "read");
    expect(data.sms).toEqual([
      { count: 1, per_seconds: 60 },
      { count: 5, per_seconds: 900 },
      { count: 40, per_seconds: 86_400 },
    ]);
    expect(data.is_default).toBe(true);
  });

  it("takes a channel's rows, shortest first, and keeps those of the others", async () => {
    const rows = [
      { count: 20, per_seconds: 3600 },
      { count: 3, per_seconds: 60 },
    ];
    const { data } = await call(caps.PUT, { email: rows });
    expect(data.email).toEqual([rows[1], rows[0]]);
    expect(data.sms).toHaveLength(3);
    expect((await loadHouse(house.context())).caps.email?.[0]).toEqual({ count: 3, perMs: 60_000 });
  });

  it("takes no rows at all as no cap, and the defaults back", async () => {
    expect((await call(caps.PUT, { sms: [] })).data.sms).toEqual([]);
    expect((await loadHouse(house.context())).caps.sms).toBeUndefined();
    expect((await call(caps.DELETE)).data).toMatchObject({ is_default: true });
  });

  it.each([
    ["sms.0.count", { sms: [{ count: 0, per_seconds: 60 }] }],
    ["sms.0.per_seconds", { sms: [{ count: 1, per_seconds: 90_000 }] }],
    [
      "sms.1.per_seconds",
      {
        sms: [
          { count: 1, per_seconds: 60 },
          { count: 2, per_seconds: 60 },
        ],
      },
    ],
    ["sms", { sms: Array.from({ length: 6 }, (_, index) => ({ count: 1, per_seconds: index + 1 })) }],
    ["webhook", { webhook: [] }],
  ])("names %s when it is wrong", async (field, sent) => {
    expect(await call(caps.PUT, sent)).toMatchObject({ code: 400, error: { field } });
  });
});
