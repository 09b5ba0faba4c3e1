import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as ofAlert } from "@/app/api/v1/observability/alerts/[id]/notifications/route";
import { alerts, notifications, rotations } from "@/db/schema";
import type { Account } from "@/lib/access/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { scopeOf } from "@/lib/server/context";
import { listHouse } from "@/lib/server/services/people/list";
import { GET as ofPerson } from "./[id]/notifications/route";

let house: TestHouse;
let admin: Account;
let vic: Account;
let adminToken: string;
let vicToken: string;

beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  admin = await house.account({ role: "admin", email: "ana.rossi@x.test" });
  vic = await house.account({ role: "viewer", email: "vic@x.test", brands: ["aurora"] });
  adminToken = await house.token({ account: admin });
  vicToken = await house.token({ account: vic, scope: "read" });
  await decide({ brand: "aurora", account: vic, status: "skipped", reason: "alerts are told to admins" });
  await decide({ brand: "aurora", account: admin, status: "delivered", reason: "critical alerts go to email" });
  await decide({ brand: "borealis", account: admin, status: "held", reason: "quiet hours 22:00–08:00 UTC" });
});
afterAll(() => house.close());

interface Given {
  brand: string;
  account: Account;
  status: string;
  reason: string;
}

/** An alert of its own, and one decision about it by e-mail. */
async function decide({ brand, account, status, reason }: Given): Promise<void> {
  const at = house.context().now();
  const made = await house.db
    .insert(alerts)
    .values({
      ruleName: "payment_outage",
      metric: "payment_failure_rate_1m",
      message: "Payments failing",
      brand,
      severity: "critical",
      status: "triggered",
      fingerprint: `${brand} ${account.id}`,
      triggeredAt: at,
    })
    .returning({ id: alerts.id });
  const gates = [{ gate: "reachable", result: "pass", reason: `has the address ${account.email}` }];
  await house.db.insert(notifications).values(
    made.map(({ id }) => ({
      alertId: id,
      alertTriggeredAt: at,
      occasion: "triggered",
      recipient: `account:${account.id}`,
      channel: "email",
      severity: "critical",
      status,
      reason,
      decision: { name: account.name, gate: "quiet hours", gates },
      deliveredAt: status === "delivered" ? at : null,
      createdAt: at,
    })),
  );
}

async function get(
  handler: typeof ofPerson,
  { id, query = "", as }: { id: number | string; query?: string; as: string },
) {
  const request = new Request(`http://localhost:3000/api?${query}`, { headers: { authorization: `Bearer ${as}` } });
  const response = await handler(request, { params: Promise.resolve({ id: String(id) }) });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

describe("GET accounts/{id}/notifications", () => {
  it("tells each alert with what came of it and why, newest first, with the gates on the way", async () => {
    const { data } = await get(ofPerson, { id: admin.id, as: adminToken });
    expect(data).toMatchObject({ account: { id: admin.id }, days: 30, counts: { told: 1, held: 1, "not-told": 0 } });
    expect(data.alerts.map(({ alert }: { alert: { brand: string } }) => alert.brand)).toEqual(["borealis", "aurora"]);
    expect(data.alerts[0].decisions).toMatchObject([
      { outcome: "held", gate: "quiet hours", reason: "quiet hours 22:00–08:00 UTC" },
    ]);
    expect(data.alerts[0].decisions[0].gates[0].reason).toBe("has the address ana.rossi@x.test");
    expect(data.next_offset).toBeNull();
  });

  it.each([
    ["outcome=told", ["aurora"]],
    ["outcome=held", ["borealis"]],
    ["outcome=not-told", []],
    ["channel=sms", []],
    ["channel=email&limit=1", ["borealis"]],
    ["limit=1&offset=1", ["aurora"]],
  ])("narrowed by %s", async (query, brands) => {
    const { data } = await get(ofPerson, { id: admin.id, query, as: adminToken });
    expect(data.alerts.map(({ alert }: { alert: { brand: string } }) => alert.brand)).toEqual(brands);
  });

  it("is one's own, or anybody's for an admin, who reads no address of others", async () => {
    expect(await get(ofPerson, { id: admin.id, as: vicToken })).toMatchObject({ status: 403, error: { field: "id" } });
    expect((await get(ofPerson, { id: vic.id, as: vicToken })).data.alerts).toHaveLength(1);
    const { data } = await get(ofPerson, { id: vic.id, as: adminToken });
    expect(data.alerts[0].decisions[0].gates[0].reason).toBe("has the address v…@x.test");
    expect((await get(ofPerson, { id: 99, as: adminToken })).status).toBe(404);
    expect((await get(ofPerson, { id: "x", as: adminToken })).status).toBe(400);
    expect((await get(ofPerson, { id: vic.id, query: "days=0", as: vicToken })).error.field).toBe("days");
  });

  it("leaves out that an end was not told, which is no answer", async () => {
    await house.db.execute(sql`update notifications set occasion = 'acknowledged:2' where status = 'skipped'`);
    const { data } = await get(ofPerson, { id: vic.id, as: vicToken });
    expect(data).toMatchObject({ alerts: [], counts: { told: 0, held: 0, "not-told": 0 } });
  });

  it("is limited to the brands of who asks", async () => {
    const scoped = await house.token({ role: "admin", brands: ["aurora"] });
    const { data } = await get(ofPerson, { id: admin.id, as: scoped });
    expect(data.counts).toMatchObject({ told: 1, held: 0 });
    expect(data.alerts).toHaveLength(1);
  });
});

describe("GET alerts/{id}/notifications", () => {
  it("tells every gate of every decision, and no address of others", async () => {
    const own = await get(ofAlert, { id: 2, as: adminToken });
    expect(own.data[0].gates[0].reason).toContain("ana.rossi@x.test");
    const other = await get(ofAlert, { id: 2, as: vicToken });
    expect(other.data[0].gates[0].reason).toBe("has the address a…@x.test");
    expect((await get(ofAlert, { id: 3, as: vicToken })).status).toBe(404);
  });
});

describe("the people of the house", () => {
  const asAccount = ({ id, name, email, role, brands }: Account) =>
    house.context({ actor: { kind: "account", id, name, email, role }, scope: scopeOf(brands) });

  it("are everybody for an admin: duty, what reaches them masked, and when something last did", async () => {
    const turn = { turnHours: 168, startsOn: "2024-01-01", handOffAt: "09:00", hours: null };
    const layers = [{ name: "First", people: [vic.id], ...turn }];
    await house.db.insert(rotations).values({ name: "Payments", zone: "UTC", layers });
    const found = await listHouse(asAccount(admin));
    expect(found.map(({ name }) => name)).toEqual([admin.name, vic.name]);
    expect(found[0]).toMatchObject({ reach: [{ channel: "email", address: "ana.rossi@x.test" }] });
    expect(found[0]?.lastToldAt).toBeInstanceOf(Date);
    expect(found[1]).toMatchObject({
      onCall: ["on call for Payments"],
      reach: [{ channel: "email", address: "v…@x.test" }],
      lastToldAt: null,
    });
  });

  it("are oneself for others", async () => {
    expect((await listHouse(asAccount(vic))).map(({ id }) => id)).toEqual([vic.id]);
  });
});
