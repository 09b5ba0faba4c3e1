import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, auditEvents, drills, escalationPolicies } from "@/db/schema";
import type { Account } from "@/lib/access/schema";
import { addMs, DAY_MS, HOUR_MS } from "@/lib/kernel/time";
import { localDate } from "@/lib/kernel/zone";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { DELETE as takeBack } from "./rotations/[id]/overrides/[override]/route";
import { POST as override } from "./rotations/[id]/overrides/route";
import { GET as getOne, PUT as put, DELETE as removeOne } from "./rotations/[id]/route";
import { GET as shifts } from "./rotations/[id]/shifts/route";
import { GET as list, POST as post } from "./rotations/route";
import { GET as onCall } from "./route";

let house: TestHouse;
let now: Date;
let ana: Account;
let ben: Account;
let admin: string;
let anas: string;
let bens: string;

beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  now = house.context().now();
  ana = await house.account({ role: "operator" });
  ben = await house.account({ role: "operator" });
  admin = await house.token({ role: "admin" });
  anas = await house.token({ account: ana, scope: "write" });
  bens = await house.token({ account: ben, scope: "write" });
});
afterAll(() => house.close());

interface Call {
  id?: number;
  override?: number;
  query?: string;
  method?: string;
  body?: unknown;
  as?: string;
}

async function call(handler: typeof list, given: Call = {}) {
  const { id = 1, query = "", body, as = admin } = given;
  const request = new Request(`http://localhost:3000/api${query}`, {
    method: given.method ?? (body === undefined ? "GET" : "POST"),
    headers: { authorization: `Bearer ${as}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const params = { id: String(id), override: String(given.override ?? 1) };
  const response = await handler(request, { params: Promise.resolve(params) });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

/** Ana and Ben take turns of a day; today is Ana's. */
const layer = (changes: object = {}) => ({
  name: "First",
  people: [ana.id, ben.id],
  turn_hours: 24,
  starts_on: localDate(addMs(now, -2 * DAY_MS), "UTC"),
  hand_off_at: "00:00",
  ...changes,
});
const body = (changes: object = {}) => ({ name: "Payments", time_zone: "UTC", layers: [layer()], ...changes });

describe("a rotation", () => {
  it("is made, read, changed by its version and deleted, each with what was before and after", async () => {
    const made = await call(post, { body: body() });
    expect(made).toMatchObject({ status: 201, data: { id: 1, version: 1, layers: [{ name: "First", hours: null }] } });
    expect((await call(getOne)).data).toEqual(made.data);
    expect((await call(put, { method: "PUT", body: { ...made.data, name: "Cards" } })).data).toMatchObject({
      name: "Cards",
      version: 2,
    });
    const late = await call(put, { method: "PUT", body: made.data });
    expect(late).toMatchObject({ status: 409, error: { version: 2, present: { name: "Cards" } } });
    expect((await call(removeOne, { method: "DELETE" })).status).toBe(200);
    expect((await call(getOne)).status).toBe(404);
    const audits = await house.db.select().from(auditEvents);
    const own = audits.filter(({ subject }) => subject === "rotation:1");
    expect(own.map(({ action }) => action)).toEqual(["rotation/created", "rotation/changed", "rotation/deleted"]);
    expect(own[1]?.details).toMatchObject({ before: { name: "Payments" }, after: { name: "Cards" } });
  });

  it.each([
    ["time_zone", { time_zone: "Europe/Atlantis" }, "Europe/Malta"],
    ["name", { name: " " }, "such as Payments"],
    ["layers", { layers: [] }, "at least one layer"],
  ])("names the field at fault: %s", async (field, changes, words) => {
    const { status, error } = await call(post, { body: body(changes) });
    expect({ status, field: error.field }).toEqual({ status: 400, field });
    expect(error.message).toContain(words);
  });

  it.each([
    ["layers.0.people", { people: [999] }, "account 999 of First is gone"],
    ["layers.0.starts_on", { starts_on: "tomorrow" }, "such as 2026-12-25"],
    ["layers.0.hand_off_at", { hand_off_at: "8" }, "such as 08:00"],
  ])("names the field of the layer at fault: %s", async (field, changes, words) => {
    const { status, error } = await call(post, { body: body({ layers: [layer(changes)] }) });
    expect({ status, field: error.field }).toEqual({ status: 400, field });
    expect(error.message).toContain(words);
  });

  it("has no two layers of one name, and no second rotation of its own", async () => {
    const twice = await call(post, { body: body({ layers: [layer(), layer({ name: "first" })] }) });
    expect(twice).toMatchObject({ status: 400, error: { field: "layers.1.name" } });
    await call(post, { body: body() });
    expect(await call(post, { body: body() })).toMatchObject({ status: 409, error: { field: "name" } });
  });

  it("is refused to be deleted while a policy calls it, in whichever branch of a step", async () => {
    await call(post, { body: body() });
    const target = { kind: "rotation" as const, rotationId: 1 };
    const hours = { days: ["mon" as const], from: "09:00", to: "17:00" };
    await house.db.insert(escalationPolicies).values({
      name: "Night",
      severities: ["critical"],
      steps: [
        {
          afterMs: 0,
          targets: [{ kind: "everyone" }],
          raisesSeverity: false,
          businessHours: { zone: "UTC", hours, holidays: [], outside: { kind: "instead", targets: [target] } },
        },
      ],
      position: 1,
    });
    const refused = await call(removeOne, { method: "DELETE" });
    expect(refused).toMatchObject({ status: 409, error: { policies: ["Night"] } });
    expect(refused.error.message).toContain("Night");
  });

  it("is changed by admins alone, and read by everybody", async () => {
    expect((await call(post, { body: body(), as: anas })).status).toBe(403);
    expect((await call(list, { as: await house.token({ role: "viewer", scope: "read" }) })).status).toBe(200);
  });
});

describe("who is on call", () => {
  it("is said with the next hand-off, and without a gap where there is always somebody", async () => {
    await call(post, { body: body() });
    const { data } = await call(onCall);
    expect(data.rotations).toMatchObject([{ name: "Payments", gaps: [], warning: null }]);
    expect(data.rotations[0].on_call).toMatchObject([{ layer: "First", name: ana.name, next: ben.name }]);
    expect(new Date(data.rotations[0].on_call[0].until).getTime()).toBeGreaterThan(now.getTime());
  });

  it("counts a shift of an account that is disabled as a gap, in words", async () => {
    await call(post, { body: body({ layers: [layer({ people: [ben.id] })] }) });
    await house.db.update(accounts).set({ disabledAt: now });
    admin = await house.token({ role: "admin" });
    const { data } = await call(onCall);
    expect(data.rotations[0].on_call).toEqual([]);
    expect(data.rotations[0].warning).toMatch(/^Nobody is on call for Payments: /);
  });

  it("is listed by shift, whole, with gaps and overrides", async () => {
    await call(post, { body: body() });
    const { data } = await call(shifts);
    expect(data.shifts).toHaveLength(8);
    expect(data.shifts[1]).toMatchObject({ layer: "First", name: ben.name, is_override: false });
    const to = addMs(now, -HOUR_MS).toISOString();
    expect(await call(shifts, { query: `?to=${to}` })).toMatchObject({ status: 400, error: { field: "to" } });
  });
});

describe("an override", () => {
  const soon = (hours: number) => addMs(now, hours * HOUR_MS).toISOString();

  beforeEach(async () => {
    await call(post, { body: body() });
  });

  it("takes over oneself, and is taken back", async () => {
    const made = await call(override, { as: bens, body: { account_id: "me", to: soon(2), reason: "Ana is ill" } });
    expect(made).toMatchObject({ status: 201, data: { id: 1, account_id: ben.id, reason: "Ana is ill" } });
    expect((await call(onCall)).data.rotations[0].on_call[0]).toMatchObject({ name: ben.name, until: made.data.to });
    expect((await call(takeBack, { method: "DELETE", as: bens })).status).toBe(200);
    expect((await call(onCall)).data.rotations[0].on_call[0]).toMatchObject({ name: ana.name });
    expect((await call(takeBack, { method: "DELETE", as: bens })).status).toBe(404);
  });

  it("hands over one's own shift, and nobody else's unless by an admin", async () => {
    const today = localDate(now, "UTC");
    const endOfDay = new Date(`${today}T23:59:59.999Z`).toISOString();
    expect((await call(override, { as: anas, body: { account_id: ben.id, to: endOfDay } })).status).toBe(201);
    const foreign = { account_id: ana.id, from: soon(0), to: soon(72) };
    const refused = await call(override, { as: anas, body: { ...foreign, account_id: ben.id } });
    expect(refused).toMatchObject({ status: 403, error: { field: "account_id" } });
    expect(refused.error.message).toContain("hand over your own shift");
    expect((await call(override, { body: foreign })).status).toBe(201);
  });

  it.each([
    ["from", { from: -1, to: 2 }],
    ["to", { from: 3, to: 2 }],
    ["to", { from: 1, to: 91 * 24 + 2 }],
  ])("is refused where %s makes no sense", async (field, times) => {
    const { status, error } = await call(override, {
      body: { account_id: ana.id, from: soon(times.from), to: soon(times.to) },
    });
    expect({ status, field: error.field }).toEqual({ status: 400, field });
  });

  it("is refused for somebody who is gone or may not act", async () => {
    const viewer = await house.account({ role: "viewer" });
    const { status, error } = await call(override, { body: { account_id: viewer.id, to: soon(2) } });
    expect({ status, field: error.field }).toEqual({ status: 400, field: "account_id" });
  });

  it("is refused to oneself while a drill failed that was not looked at", async () => {
    await house.db
      .insert(drills)
      .values({ accountId: ben.id, channel: "sms", at: addMs(now, -DAY_MS), outcome: "failed" });
    const refused = await call(override, { as: bens, body: { account_id: "me", to: soon(2) } });
    expect(refused).toMatchObject({ status: 409, error: { channels: ["sms"] } });
    expect(refused.error.message).toContain("did not reach you by sms");
    await house.db.update(drills).set({ seenAt: now });
    expect((await call(override, { as: bens, body: { account_id: "me", to: soon(2) } })).status).toBe(201);
  });
});
