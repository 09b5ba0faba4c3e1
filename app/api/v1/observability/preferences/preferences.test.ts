import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { GET, PUT } from "./route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

async function call(secret: string, body?: object) {
  const [handler, method] = body === undefined ? [GET, "GET"] : [PUT, "PUT"];
  const headers = { authorization: `Bearer ${secret}` };
  const request = new Request("http://localhost:3000/api/v1/observability/preferences", {
    method,
    headers,
    body: body && JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { status: response.status, json: await response.json() };
}

const NIGHT = {
  quiet_hours_enabled: true,
  quiet_start_time: "22:00",
  quiet_end_time: "08:00",
  time_zone: "Europe/Malta",
};

describe("preferences by API", () => {
  it("are the defaults until some are saved", async () => {
    const { status, json } = await call(await house.token({ role: "viewer", scope: "read" }));
    expect(status).toBe(200);
    expect(json.data).toEqual({
      id: null,
      admin_user_id: 1,
      email_notifications: true,
      sms_notifications: false,
      slack_notifications: true,
      push_notifications: false,
      critical_alerts: true,
      warning_alerts: true,
      info_alerts: false,
      emergency_alerts: null,
      quiet_hours_enabled: false,
      quiet_start_time: null,
      quiet_end_time: null,
      time_zone: null,
      email: null,
      phone: null,
      slack_channel: null,
      channel_severities: {},
      delays_minutes: {},
      quiet_days: null,
      critical_breaks_quiet: true,
      resolution_notices: false,
      next_quiet: null,
      created_at: null,
      updated_at: null,
    });
  });

  it("are saved whole or in parts, as they were read, each for its own account", async () => {
    const ana = await house.token();
    const ben = await house.token({ role: "viewer" });
    const saved = await call(ana, { ...NIGHT, phone: "+35621234567" });
    expect(saved.status).toBe(200);
    expect(saved.json.data).toMatchObject({ id: 1, admin_user_id: 1, ...NIGHT, info_alerts: false });
    expect(saved.json.data.next_quiet).toMatch(/08:00 Europe\/Malta/);
    const again = await call(ana, { ...(await call(ana)).json.data, info_alerts: true });
    expect(again.json.data).toMatchObject({ id: 1, ...NIGHT, phone: "+35621234567", info_alerts: true });
    expect((await call(ben)).json.data).toMatchObject({ id: null, admin_user_id: 2, quiet_hours_enabled: false });
    expect((await call(ben, { warning_alerts: false })).json.data).toMatchObject({ admin_user_id: 2 });
    expect((await call(ana)).json.data.warning_alerts).toBe(true);
  });

  it("are audited with before and after", async () => {
    const ana = await house.token();
    await call(ana, NIGHT);
    await call(ana, { quiet_end_time: "07:00" });
    const events = await house.db.select().from(auditEvents).orderBy(auditEvents.id);
    const saved = events.filter(({ action }) => action === "preferences/saved");
    expect(saved.map(({ subject, details }) => [subject, details])).toMatchObject([
      ["account:1", { before: null, after: NIGHT }],
      ["account:1", { before: { quiet_end_time: "08:00" }, after: { quiet_end_time: "07:00" } }],
    ]);
  });

  it.each(["read", "write"] as const)("are not changed by a token of scope %s", async (scope) => {
    expect((await call(await house.token({ scope }), { info_alerts: true })).status).toBe(403);
  });

  it.each([
    [{ time_zone: "Mars/Olympus" }, "time_zone"],
    [{ quiet_start_time: "25:00" }, "quiet_start_time"],
    [{ quiet_hours_enabled: true }, "quiet_start_time"],
    [{ email: "ana" }, "email"],
    [{ phone: "070123" }, "phone"],
  ])("%o is refused, names %s and changes nothing", async (body, field) => {
    const ana = await house.token();
    const answer = await call(ana, body);
    expect(answer.status).toBe(400);
    expect(answer.json.error.field).toBe(field);
    expect((await call(ana)).json.data.id).toBeNull();
  });
});
