import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, feedEvents, notices } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { announce } from "@/lib/server/services/announcements/announce";
import { endAnnouncement } from "@/lib/server/services/announcements/end";
import { readCurrentAnnouncements } from "@/lib/server/services/announcements/list";
import { POST as broadcast } from "./broadcast/route";
import { DELETE as end } from "./broadcasts/[id]/route";
import { GET as list } from "./broadcasts/route";
import { GET as clients } from "./clients/route";

let house: TestHouse;
let admin: string;
beforeAll(async () => {
  process.env.EMAIL_ENABLED = "false";
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  admin = await house.token();
});
afterAll(() => house.close());

type Handler = (request: Request, route: { params: Promise<unknown> }) => Promise<Response>;

async function call(
  handler: Handler,
  { body, id = "1", as = admin }: { body?: unknown; id?: string; as?: string } = {},
) {
  const method = handler === broadcast ? "POST" : handler === end ? "DELETE" : "GET";
  const request = new Request("http://localhost:3000/api", {
    method,
    headers: { authorization: `Bearer ${as}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

const MESSAGE = "Payments are down until 15:00 UTC";

describe("a broadcast", () => {
  it("is kept, told to every console and audited, and whoever connects later can ask for it", async () => {
    const made = await call(broadcast, { body: { message: MESSAGE, severity: "warning", expires_in_minutes: 30 } });
    expect(made).toMatchObject({ status: 201, data: { id: 1, message: MESSAGE, ended_at: null, told: {} } });
    const { created_at, expires_at } = made.data;
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(30 * 60_000);
    expect(await house.db.select().from(feedEvents)).toMatchObject([
      { event: "broadcast", topic: "system", severity: "warning", data: { id: 1, message: MESSAGE } },
    ]);
    expect((await house.db.select().from(auditEvents)).map(({ action }) => action)).toContain("announcement/made");
    const viewer = await house.token({ role: "viewer", scope: "read" });
    expect((await call(list, { as: viewer })).data).toMatchObject([{ id: 1, severity: "warning" }]);
  });

  it("is ended once, by whom is kept, and every console hears of it", async () => {
    await call(broadcast, { body: { message: MESSAGE } });
    expect(await call(end)).toMatchObject({ status: 200, data: { id: 1, ended_by: "test (token)" } });
    expect((await call(list)).data).toEqual([]);
    expect(await call(end)).toMatchObject({
      status: 409,
      error: { message: "Announcement 1 is over: test (token) ended it." },
    });
    expect((await call(end, { id: "9" })).status).toBe(404);
    expect((await house.db.select().from(feedEvents)).map(({ type }) => type)).toEqual([
      "announcement/made",
      "announcement/ended",
    ]);
  });

  it("is for admins: others neither make nor end one", async () => {
    const operator = await house.token({ role: "operator" });
    const write = await house.token({ scope: "write" });
    for (const as of [operator, write]) {
      expect((await call(broadcast, { as, body: { message: MESSAGE } })).status).toBe(403);
      expect((await call(end, { as })).status).toBe(403);
    }
    expect(await call(broadcast, { body: {} })).toMatchObject({ status: 400, error: { field: "message" } });
  });

  it("is told by no channel that is not configured, and then not announced at all", async () => {
    const refused = await call(broadcast, { body: { message: MESSAGE, channels: ["slack"] } });
    expect(refused).toMatchObject({ status: 503, error: { variables: ["SLACK_WEBHOOK_URL", "SLACK_BOT_TOKEN"] } });
    expect((await call(list)).data).toEqual([]);
  });
});

describe("a broadcast by e-mail and Slack", () => {
  const settings = { SMTP_HOST: "127.0.0.1", SLACK_BOT_TOKEN: "xoxb-1", EMAIL_TO: ["ops@x.test", "Lead@x.test"] };
  const now = new Date("2026-11-20T09:00:00Z");
  const body = { message: MESSAGE, severity: "critical", expires_in_minutes: 60 } as const;

  it("queues one mail a mailbox and one message in Slack, which expire with it", async () => {
    await house.account({ email: "demo@demo.invalid" });
    await house.account({ email: "lead@x.test" });
    const ctx = house.context({ now });
    const { told } = await announce(ctx, { ...body, channels: ["email", "slack", "slack"] }, settings);
    expect(told).toEqual({ email: 3, slack: 1 });
    const rows = await house.db.select().from(notices);
    expect(rows.map(({ channel, recipient }) => `${channel} ${recipient}`).sort()).toEqual([
      "email account:1",
      "email account:3",
      "email address:ops@x.test",
      "slack channel",
    ]);
    expect(rows[0]).toMatchObject({ kind: "announcement", expiresAt: new Date("2026-11-20T10:00:00Z") });
  });

  it("is over for consoles when it expires, and cannot be ended then", async () => {
    await announce(house.context({ now }), { ...body, channels: [] }, {});
    const at = (time: string) => house.context({ now: new Date(`2026-11-20T${time}Z`) });
    expect(await readCurrentAnnouncements(at("09:59:59"))).toHaveLength(1);
    expect(await readCurrentAnnouncements(at("10:00:00"))).toEqual([]);
    await expect(endAnnouncement(at("10:00:00"), 1)).rejects.toThrow("Announcement 1 is over: it has expired.");
  });
});

it("the number of connected consoles can be asked for", async () => {
  expect(await call(clients)).toMatchObject({ status: 200, data: { connected: 0 } });
});
