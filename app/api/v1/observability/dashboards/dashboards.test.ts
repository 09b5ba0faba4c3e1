import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getComplete } from "@/app/api/v1/observability/dashboards/complete/route";
import { GET as getExecutive } from "@/app/api/v1/observability/dashboards/executive/route";
import { GET as getOperations } from "@/app/api/v1/observability/dashboards/operations/route";
import { GET as getPlayers } from "@/app/api/v1/observability/dashboards/players/route";
import { GET as getSecurity } from "@/app/api/v1/observability/dashboards/security/route";
import { GET as getSystem } from "@/app/api/v1/observability/dashboards/system/route";
import { alerts, auditEvents } from "@/db/schema";
import { testPlatform } from "@/db/test-platform";
import type { Role } from "@/lib/access/schema";
import {
  CompleteDashboard,
  ExecutiveDashboard,
  OperationsDashboard,
  PlayersDashboard,
  SecurityDashboard,
  SystemDashboard,
} from "@/lib/dashboards/schema";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";

const ROUTES = {
  executive: { get: getExecutive, schema: ExecutiveDashboard },
  operations: { get: getOperations, schema: OperationsDashboard },
  security: { get: getSecurity, schema: SecurityDashboard },
  players: { get: getPlayers, schema: PlayersDashboard },
  system: { get: getSystem, schema: SystemDashboard },
  complete: { get: getComplete, schema: CompleteDashboard },
};
type Name = keyof typeof ROUTES;
const NAMES: readonly Name[] = ["executive", "operations", "security", "players", "system", "complete"];
const AT = new Date("2026-11-20T15:30:00.000Z");

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

async function call(name: Name, { secret, query = "" }: { secret?: string; query?: string }) {
  const headers = secret === undefined ? undefined : { authorization: `Bearer ${secret}` };
  const request = new Request(`http://localhost:3000/api/v1/observability/dashboards/${name}${query}`, { headers });
  const response = await ROUTES[name].get(request, { params: Promise.resolve({}) });
  return { status: response.status, json: await response.json() };
}

describe.each(NAMES)("GET dashboards/%s", (name) => {
  it("answers every field of its schema and no other, in the envelope", async () => {
    const platform = testPlatform(house.db);
    await platform.transactions({ createdAt: addMs(AT, -1000) });
    const { status, json } = await call(name, {
      secret: await house.token({ scope: "read" }),
      query: `?at=${AT.toISOString()}`,
    });
    expect(status).toBe(200);
    expect(json).toEqual({ status: "success", timestamp: expect.stringMatching(/Z$/), data: expect.anything() });
    expect(ROUTES[name].schema.strict().parse(json.data)).toEqual(json.data);
  });

  it("writes one audit row, with who looked and at what", async () => {
    await call(name, { secret: await house.token(), query: `?brand=aurora&at=${AT.toISOString()}` });
    const rows = (await house.db.select().from(auditEvents)).filter(({ action }) => action === "dashboard/viewed");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ subject: `dashboard:${name}`, brand: "aurora", details: { at: AT.toISOString() } });
    expect(rows[0]?.actor).toContain("(token)");
  });

  it("refuses in order: 401, 403 by brand, 400 naming the field; and no refusal is audited as a look", async () => {
    expect((await call(name, { query: "?at=x" })).status).toBe(401);
    const limited = await house.token({ brands: ["aurora"] });
    expect((await call(name, { secret: limited, query: "?brand=kingfisher&at=x" })).status).toBe(403);
    const bad = await call(name, { secret: limited, query: "?at=yesterday" });
    expect(bad).toMatchObject({ status: 400, json: { status: "error", error: { code: "invalid", field: "at" } } });
    expect(bad.json.error.message).toContain("2026-11-20T03:10:00Z");
    const rows = await house.db.select().from(auditEvents);
    expect(rows.filter(({ action }) => action === "dashboard/viewed")).toEqual([]);
  });
});

describe("who may look", () => {
  const ALLOWED: Record<Role, readonly Name[]> = {
    viewer: [],
    executive: ["executive", "players"],
    operator: ["executive", "operations", "players", "system"],
    security: ["security"],
    admin: NAMES,
  };
  const roles: readonly Role[] = ["viewer", "executive", "operator", "security", "admin"];

  it.each(roles)("%s sees what the role may see, and gets 403 for the rest", async (role) => {
    const secret = await house.token({ role });
    const seen: Name[] = [];
    for (const name of NAMES) {
      const { status } = await call(name, { secret });
      if (status === 200) seen.push(name);
      else expect(status).toBe(403);
    }
    expect(seen).toEqual(ALLOWED[role]);
  });
});

describe("a platform whose views are not as the contract says", () => {
  it("answers 503 and names the view, without a word of the query", async () => {
    const secret = await house.token();
    await house.db.execute(sql`alter view platform.limit_violations rename to elsewhere`);
    try {
      const { status, json } = await call("security", { secret });
      expect([status, json.error.code]).toEqual([503, "unavailable"]);
      expect(json.error.message).toContain('relation "platform.limit_violations" does not exist');
      expect(json.error.message).not.toContain("select");
      expect((await call("operations", { secret })).status).toBe(200);
    } finally {
      await house.db.execute(sql`alter view platform.elsewhere rename to limit_violations`);
    }
  });
});

describe("GET dashboards/executive", () => {
  it("takes a period of one's own, half-open, and names the field where it does not go forward", async () => {
    await testPlatform(house.db).transactions({ createdAt: AT, amount: "5" }, { createdAt: addMs(AT, 1), amount: "2" });
    const secret = await house.token();
    const period = (from: Date, to: Date) => `?from=${from.toISOString()}&to=${to.toISOString()}`;
    const { json } = await call("executive", { secret, query: period(AT, addMs(AT, 1)) });
    expect(json.data).toMatchObject({ period: "custom", financial: { bets: 5 } });
    const backwards = await call("executive", { secret, query: period(AT, AT) });
    expect(backwards).toMatchObject({ status: 400, json: { error: { code: "invalid", field: "to" } } });
  });
});

describe("GET dashboards/complete", () => {
  it("holds the ten gravest alerts open at its instant, then the newest", async () => {
    const alert = { ruleName: "rule", metric: "m", message: "…", status: "triggered", severity: "warning" };
    const minutesAgo = (minutes: number) => addMs(AT, -minutes * MINUTE_MS);
    for (let minutes = 1; minutes <= 11; minutes += 1) {
      await house.db.insert(alerts).values({ ...alert, fingerprint: `${minutes}`, triggeredAt: minutesAgo(minutes) });
    }
    const emergency = { ...alert, severity: "emergency", triggeredAt: minutesAgo(60) };
    await house.db.insert(alerts).values([
      { ...emergency, fingerprint: "e" },
      { ...emergency, fingerprint: "r", status: "resolved", resolvedAt: minutesAgo(30) },
      { ...emergency, fingerprint: "later", triggeredAt: addMs(AT, 1) },
    ]);
    const { json } = await call("complete", { secret: await house.token(), query: `?at=${AT.toISOString()}` });
    expect(CompleteDashboard.strict().parse(json.data)).toEqual(json.data);
    expect(json.data.alerts.map((one: { id: number }) => one.id)).toEqual([12, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(json.data.alerts[0]).toMatchObject({ severity: "emergency", status: "triggered", rule_name: "rule" });
  });

  it("tells the same as the five one by one", async () => {
    const platform = testPlatform(house.db);
    await platform.transactions({ createdAt: addMs(AT, -1000) }, { createdAt: addMs(AT, -2000), status: "failed" });
    await platform.flags({ createdAt: addMs(AT, -1000) });
    const secret = await house.token();
    const query = `?at=${AT.toISOString()}`;
    const { json } = await call("complete", { secret, query });
    for (const name of NAMES.filter((one) => one !== "complete")) {
      expect(json.data[name]).toEqual((await call(name, { secret, query })).json.data);
    }
  });
});
