import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE as deleteInhibition, PUT as putInhibition } from "@/app/api/v1/observability/inhibitions/[id]/route";
import { GET as getInhibitions, POST as postInhibition } from "@/app/api/v1/observability/inhibitions/route";
import { alerts, auditEvents, silences } from "@/db/schema";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { POST as end } from "./[id]/end/route";
import { POST as extend } from "./[id]/extend/route";
import { GET as getOne, PUT as put } from "./[id]/route";
import { POST as preview } from "./preview/route";
import { GET as list, POST as post } from "./route";

let house: TestHouse;
let token: string;
let now: Date;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  token = await house.token({ role: "operator", scope: "write" });
  now = house.context().now();
});
afterAll(() => house.close());

interface Call {
  id?: number;
  query?: string;
  method?: string;
  body?: unknown;
  as?: string;
}

async function call(handler: typeof list, { id = 1, query = "", method, body, as = token }: Call = {}) {
  const request = new Request(`http://localhost:3000/api${query}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: { authorization: `Bearer ${as}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({ id: String(id) }) });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

const matchers = [{ label: "rule", operator: "=", value: "payment_outage" }];
const body = { reason: "provider test", matchers, duration_minutes: 60 };
const anOutage = (changes: Partial<typeof alerts.$inferInsert> = {}) => ({
  ruleName: "payment_outage",
  metric: "payment_failure_rate_1m",
  severity: "critical",
  status: "triggered",
  message: "Payments failing",
  fingerprint: "one",
  triggeredAt: addMs(now, -MINUTE_MS),
  ...changes,
});

describe("silences by API", () => {
  it("are made, hide at once, are read, extended and ended", async () => {
    await house.db.insert(alerts).values(anOutage());
    const made = await call(post, { body });
    expect(made).toMatchObject({
      status: 201,
      data: { id: 1, reason: "provider test", state: "active", about: "rule = payment_outage, up to critical" },
    });
    expect((await call(getOne)).data.hides_now).toMatchObject([{ id: 1, mute: { kind: "silence", id: 1 } }]);
    const extended = await call(extend, { body: { minutes: 30 } });
    expect(extended.data).toMatchObject({
      version: 2,
      ends_at: addMs(new Date(made.data.ends_at), 30 * MINUTE_MS).toISOString(),
    });
    expect((await call(list, { query: "?state=active" })).data).toHaveLength(1);
    expect(await call(end, { body: {} })).toMatchObject({ status: 200, data: { state: "ended" } });
    expect((await call(getOne)).data.hides_now).toEqual([]);
    expect((await call(list, { query: "?state=active" })).data).toEqual([]);
    const audited = await house.db.select().from(auditEvents).where(eq(auditEvents.subject, "silence:1"));
    expect(audited.map(({ action }) => action)).toEqual(["silence/created", "silence/extended", "silence/ended"]);
    expect(audited[1]?.details).toMatchObject({
      reason: "provider test",
      before: { version: 1 },
      after: { version: 2 },
    });
  });

  it("of two changes of one version one wins, and none changes what is over", async () => {
    await call(post, { body });
    expect(await call(put, { method: "PUT", body: { ...body, reason: "longer", version: 1 } })).toMatchObject({
      status: 200,
    });
    expect(await call(put, { method: "PUT", body: { ...body, version: 1 } })).toMatchObject({
      status: 409,
      error: { message: "Silence 1 has changed since: it is at version 2 now." },
    });
    await call(end, { body: {} });
    expect(await call(put, { method: "PUT", body })).toMatchObject({ status: 409 });
    expect(await call(extend, { body: { minutes: 5 } })).toMatchObject({ status: 409 });
  });

  it("are changed by who made them, and by admins", async () => {
    await call(post, { body });
    const other = await house.token({ role: "operator", scope: "write" });
    const account = await house.account({ role: "operator" });
    const second = await house.token({ account, scope: "write" });
    const admin = await house.token({ role: "admin", scope: "admin" });
    await house.db.update(silences).set({ createdBy: "somebody else" });
    expect(await call(end, { body: {}, as: other })).toMatchObject({ status: 403 });
    expect(await call(end, { body: {}, as: second })).toMatchObject({ status: 403 });
    expect(await call(end, { body: {}, as: admin })).toMatchObject({ status: 200 });
  });

  it("are refused by field", async () => {
    expect(await call(post, { body: { ...body, matchers: [] } })).toMatchObject({
      status: 400,
      error: { field: "matchers" },
    });
    expect(await call(post, { body: { ...body, recurrence: "FREQ=SECONDLY" } })).toMatchObject({
      status: 400,
      error: { field: "recurrence" },
    });
    expect(await call(getOne, { id: 7 })).toMatchObject({ status: 404 });
    const viewer = await house.token({ role: "viewer", scope: "write" });
    expect(await call(post, { body, as: viewer })).toMatchObject({ status: 403 });
    expect(await call(list, { as: viewer })).toMatchObject({ status: 200 });
  });

  it("of who sees some brands only are of those brands, and others' are not seen", async () => {
    const aurora = await house.token({ role: "operator", scope: "write", brands: ["aurora"] });
    expect(await call(post, { body, as: aurora })).toMatchObject({ status: 403, error: { field: "matchers" } });
    const ofBrand = (brand: string) => ({ ...body, matchers: [{ label: "brand", operator: "=", value: brand }] });
    expect(await call(post, { body: ofBrand("aurora"), as: aurora })).toMatchObject({ status: 201 });
    await call(post, { body: ofBrand("kingfisher") });
    expect((await call(list, { as: aurora })).data).toHaveLength(1);
    expect(await call(getOne, { id: 2, as: aurora })).toMatchObject({ status: 404 });
  });
});

it("the preview says what would be hidden now and would have been in seven days, and leaves player safety out", async () => {
  const past = { status: "resolved", resolvedAt: now };
  await house.db
    .insert(alerts)
    .values([
      anOutage(),
      anOutage({ ...past, fingerprint: "2", severity: "warning", triggeredAt: addMs(now, -2 * DAY_MS) }),
      anOutage({ ...past, fingerprint: "3", triggeredAt: addMs(now, -8 * DAY_MS) }),
      anOutage({ fingerprint: "4", severity: "emergency" }),
      anOutage({ fingerprint: "5", class: "player_safety" }),
      anOutage({ fingerprint: "6", ruleName: "api_latency_high" }),
    ]);
  const { status, data } = await call(preview, { body: { matchers, duration_minutes: 60, recurrence: "FREQ=DAILY" } });
  expect(status).toBe(200);
  expect(data.hides_now.map(({ id }: { id: number }) => id)).toEqual([1]);
  expect(data.would_have_hidden).toMatchObject({ days: 7, count: 2, by_severity: { warning: 1, critical: 1 } });
  // Seven days back from now touch eight calendar days: the first and the last in part.
  const days: string[] = data.would_have_hidden.by_day.map(({ day }: { day: string }) => day);
  expect(days.map((day) => Date.parse(day) / DAY_MS)).toEqual(
    days.map((_, index) => Date.parse(days[0] ?? "") / DAY_MS + index),
  );
  expect(days).toHaveLength(8);
  expect(data.next_occurrences).toHaveLength(5);
  expect(data.refused).toBe(1);
  expect(await call(list)).toMatchObject({ data: [] });
});

it("inhibitions are an admin's to make, change and delete, and are audited", async () => {
  const inhibition = {
    name: "an outage explains slow pages",
    source: matchers,
    target: [{ label: "rule", operator: "=", value: "api_latency_high" }],
    linger_seconds: 60,
  };
  expect(await call(postInhibition, { body: inhibition })).toMatchObject({ status: 403 });
  const admin = await house.token({ role: "admin", scope: "admin" });
  expect(await call(postInhibition, { body: inhibition, as: admin })).toMatchObject({
    status: 201,
    data: { id: 1, equal: [] },
  });
  expect(await call(postInhibition, { body: inhibition, as: admin })).toMatchObject({ status: 409 });
  expect(await call(postInhibition, { body: { ...inhibition, source: [] }, as: admin })).toMatchObject({
    status: 400,
    error: { field: "source" },
  });
  const changed = { ...inhibition, is_active: false };
  expect(await call(putInhibition, { method: "PUT", body: changed, as: admin })).toMatchObject({
    data: { is_active: false },
  });
  expect((await call(getInhibitions)).data).toMatchObject([{ name: inhibition.name, is_active: false }]);
  expect(await call(deleteInhibition, { method: "DELETE", as: admin })).toMatchObject({ status: 200 });
  expect(await call(deleteInhibition, { method: "DELETE", as: admin })).toMatchObject({ status: 404 });
  const audited = await house.db.select().from(auditEvents).where(eq(auditEvents.subject, "inhibition:1"));
  expect(audited.map(({ action }) => action)).toEqual([
    "inhibition/created",
    "inhibition/changed",
    "inhibition/deleted",
  ]);
});
