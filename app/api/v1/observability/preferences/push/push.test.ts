import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listPeople } from "@/db/queries/notifications";
import { auditEvents, pushSubscriptions } from "@/db/schema";
import type { Account } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { parseEnv } from "@/lib/server/env";
import { type PushService, startPushService } from "@/lib/server/http/push-service";
import { readBrowsers } from "@/lib/server/services/contacts/read-browsers";
import { subscribeBrowser } from "@/lib/server/services/contacts/subscribe-browser";
import { deliverTest } from "@/lib/server/services/notifications/deliver-test";
import { readPreferences } from "@/lib/server/services/preferences/read";
import { savePreferences } from "@/lib/server/services/preferences/save";
import { DELETE } from "./[id]/route";
import { POST as TEST } from "./[id]/test/route";
import { GET, POST } from "./route";

const NOW = new Date("2026-11-20T09:00:00Z");
const ADDRESS = "http://localhost:3000/api/v1/observability/preferences/push";

let house: TestHouse;
let service: PushService;
let mara: Account;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  service = await startPushService();
  mara = await house.account();
});
afterEach(() => service.close());
afterAll(() => house.close());

const settings = () => parseEnv({ ...service.vapid, WEBHOOK_ALLOW_PRIVATE: "1" });
const as = ({ id, name, email, role }: Account, now = NOW) =>
  house.context({ now, actor: { kind: "account", id, name, email, role } });

function aBrowser(changes: { endpoint?: string; browser?: string } = {}) {
  const { endpoint, p256dh, auth } = service.browser();
  return { endpoint, keys: { p256dh, auth }, browser: "Firefox on Android", ...changes };
}

async function ask(
  handler: typeof POST,
  { method = "POST", body, id }: { method?: string; body?: unknown; id?: number },
) {
  const headers = { authorization: `Bearer ${await house.token({ account: mara })}` };
  const request = new Request(ADDRESS, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(id === undefined ? {} : { id: String(id) }) });
  return { httpStatus: response.status, ...(await response.json()) };
}

describe("preferences/push", () => {
  it("switches a browser on, shows it without its endpoint, and takes it away", async () => {
    const given = aBrowser({ endpoint: "https://push.example.com/secret-endpoint" });
    const made = await ask(POST, { body: given });
    expect(made).toMatchObject({ httpStatus: 201, data: { id: 1, browser: "Firefox on Android" } });
    const { data } = await ask(GET, { method: "GET" });
    expect(data.browsers).toEqual([{ ...made.data, fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
    expect(JSON.stringify(data)).not.toContain("secret-endpoint");
    expect(data).toMatchObject({ public_key: null, reason: expect.stringContaining("VAPID_PUBLIC_KEY") });
    expect((await listPeople(house.db)).map(({ contacts }) => contacts.browsers)).toEqual([1]);
    expect(await ask(DELETE, { method: "DELETE", id: 1 })).toMatchObject({ httpStatus: 200, data: { id: 1 } });
    expect(await ask(DELETE, { method: "DELETE", id: 1 })).toMatchObject({ httpStatus: 404 });
    expect(await ask(TEST, { id: 1 })).toMatchObject({ httpStatus: 503 });
    const audited = await house.db.select().from(auditEvents);
    expect(audited.map(({ action }) => action)).toEqual(expect.arrayContaining(["push/subscribed", "push/removed"]));
  });

  it.each([
    "http://push.example.com/x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://10.0.0.7/x",
    "https://localhost/x",
    "https://169.254.169.254/latest/meta-data",
    "ftp://push.example.com/x",
  ])("refuses the endpoint %s", async (endpoint) => {
    expect(await ask(POST, { body: aBrowser({ endpoint }) })).toMatchObject({
      httpStatus: 400,
      error: { code: "invalid", field: "endpoint" },
    });
  });

  it("refuses keys that are none", async () => {
    const body = { ...aBrowser(), keys: { p256dh: "short", auth: "short" } };
    expect((await ask(POST, { body })).error.field).toMatch(/^keys/);
  });

  it("gives a shared browser to who signed in last, and nobody else's to who only knows its address", async () => {
    const other = await house.account();
    const shared = aBrowser();
    await subscribeBrowser(as(mara), shared, settings());
    const forged = { ...shared, keys: aBrowser().keys };
    await expect(subscribeBrowser(as(other), forged, settings())).rejects.toMatchObject({ code: "conflict" });
    await subscribeBrowser(as(other), shared, settings());
    expect((await readBrowsers(as(mara), settings())).browsers).toEqual([]);
    expect(await readBrowsers(as(other), settings())).toMatchObject({
      public_key: service.vapid.VAPID_PUBLIC_KEY,
      reason: null,
      browsers: [{ browser: "Firefox on Android" }],
    });
  });

  it("turns push on for who had it off, when the browser is new, and shows it on for who saved nothing", async () => {
    const push = async () => (await readPreferences(as(mara))).push_notifications;
    expect(await push()).toBe(false);
    await subscribeBrowser(as(mara), aBrowser(), settings());
    expect(await push()).toBe(true);
    await savePreferences(as(mara), { warning_alerts: false });
    expect(await push()).toBe(true);
    await savePreferences(as(mara), { push_notifications: false });
    const another = aBrowser();
    await subscribeBrowser(as(mara), another, settings());
    expect(await push()).toBe(true);
    await savePreferences(as(mara), { push_notifications: false });
    await subscribeBrowser(as(mara), another, settings());
    expect(await push()).toBe(false);
  });

  it("takes at most twenty", async () => {
    for (let count = 0; count < 20; count += 1) await subscribeBrowser(as(mara), aBrowser(), settings());
    await expect(subscribeBrowser(as(mara), aBrowser(), settings())).rejects.toThrow("20 browsers already");
  });
});

describe("a test push", () => {
  it("goes to all browsers of who asks, and ends those that are gone", async () => {
    const [gone, here] = [service.browser(), service.browser()];
    for (const { endpoint, p256dh, auth } of [gone, here])
      await subscribeBrowser(as(mara), { endpoint, keys: { p256dh, auth }, browser: "Firefox" }, settings());
    service.answers.set(gone.endpoint, 410);
    expect(await deliverTest(as(mara), { channel: "push", settings: settings() })).toMatchObject({
      outcome: "delivered",
      to: null,
      response: "1 of 2 browsers took it",
    });
    expect(service.read(here)).toEqual([expect.objectContaining({ title: "Pitboss can reach you here" })]);
    const rows = await house.db.select().from(pushSubscriptions).orderBy(pushSubscriptions.id);
    expect(rows.map(({ endedAt }) => endedAt)).toEqual([NOW, null]);
    expect((await listPeople(house.db)).map(({ contacts }) => contacts.browsers)).toEqual([1]);
  });

  it("of one browser goes there alone, whatever was tested elsewhere", async () => {
    for (const browser of ["Firefox", "Chrome"]) await subscribeBrowser(as(mara), aBrowser({ browser }), settings());
    await deliverTest(as(mara), { channel: "push", settings: settings() });
    const tested = await deliverTest(as(mara), { channel: "push", browserId: 2, settings: settings() });
    expect(tested.response).toBe("1 of 1 browser took it");
    const again = deliverTest(as(mara), { channel: "push", browserId: 2, settings: settings() });
    await expect(again).rejects.toMatchObject({ code: "limited" });
  });

  it("says what to do where there is no browser, or it is somebody else's", async () => {
    const nobody = deliverTest(as(mara), { channel: "push", settings: settings() });
    await expect(nobody).rejects.toThrow("switched push on in no browser");
    const other = await house.account();
    await subscribeBrowser(as(other), aBrowser(), settings());
    await expect(deliverTest(as(mara), { channel: "push", browserId: 1, settings: settings() })).rejects.toThrow(
      AppError,
    );
  });
});
