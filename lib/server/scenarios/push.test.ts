import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { accounts, alertRules, pushSubscriptions } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { type PushService, startPushService } from "@/lib/server/http/push-service";
import { acknowledgeByLink } from "@/lib/server/services/links/acknowledge-by-link";
import { type MailServer, startMailServer } from "./mail-server";
import { Scenario } from "./scenario";

let database: TestDatabase;
let mail: MailServer;
let service: PushService;
beforeAll(async () => {
  vi.stubEnv("SECRETS_KEY", "a key of the tests only");
  vi.stubEnv("NEXTAUTH_URL", "https://pit.test");
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  mail = await startMailServer();
  service = await startPushService();
});
afterEach(() => Promise.all([mail.close(), service.close()]));
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

type Browsers = ReturnType<PushService["browser"]>[];

/** Mara has switched push on in these browsers; the rule tells by nothing else. */
function story(browsers: Browsers): Scenario {
  const variables = { ...service.vapid, WEBHOOK_ALLOW_PRIVATE: "1" };
  return new Scenario({ database, mail, variables })
    .does(async ({ db }) => {
      await db.update(alertRules).set({ notificationChannels: ["log", "push"] });
      await db.insert(accounts).values({ email: "mara@x.test", name: "Mara", role: "admin" });
      const rows = browsers.map(({ endpoint, p256dh, auth }) => ({ accountId: 1, endpoint, p256dh, auth }));
      await db.insert(pushSubscriptions).values(rows.map((row) => ({ ...row, browser: "Firefox" })));
    })
    .of("payment_failure_rate_1m")
    .at("09:00")
    .samplesUntil("09:00:20", 40);
}

describe("an alert told by push", () => {
  it("is one notification in each browser of a person, which what becomes of it replaces", async () => {
    const browsers = [service.browser(), service.browser()];
    await story(browsers)
      .look(({ notifications }) => {
        const pushed = notifications.filter(({ channel }) => channel === "push");
        expect(pushed).toMatchObject([{ status: "delivered", receipt: "2 of 2 browsers took it" }]);
      })
      .does(async (house) => {
        const [first] = service.read(browsers[0] ?? service.browser());
        expect(first).toMatchObject({ tag: "pitboss/alert-1", isSilent: false, url: "https://pit.test/alerts/1" });
        const token = /"acknowledgeUrl":"https:\/\/pit\.test\/a\/([\w-]{43})"/.exec(JSON.stringify(first))?.[1] ?? "";
        expect(await acknowledgeByLink(house, token)).toMatchObject({ kind: "used", account: { name: "Mara" } });
      })
      .command({ command: "resolve", notes: null })
      .done();
    for (const browser of browsers)
      expect(service.read(browser)).toMatchObject([
        { tag: "pitboss/alert-1", isSilent: false },
        {
          tag: "pitboss/alert-1",
          isSilent: true,
          title: expect.stringMatching(/^Acknowledged: /),
          acknowledgeUrl: null,
        },
        { tag: "pitboss/alert-1", isSilent: true, title: expect.stringMatching(/^Resolved: /), acknowledgeUrl: null },
      ]);
  });

  it("is not pushed again to browsers that are gone, and says so", async () => {
    const browser = service.browser();
    service.answers.set(browser.endpoint, 410);
    await story([browser])
      .look(({ notifications, timeline }) => {
        const pushed = notifications.filter(({ channel }) => channel === "push");
        expect(pushed).toMatchObject([{ status: "failed", attempts: 1 }]);
        expect(timeline.map(({ message }) => message)).toContainEqual(
          expect.stringContaining("no browser is left to push to"),
        );
      })
      .does(async ({ db }) => {
        expect(await db.select().from(pushSubscriptions)).toMatchObject([{ endedAt: expect.any(Date) }]);
      })
      .done();
    expect(service.arrived).toHaveLength(1);
  });

  it("is tried again when the push service is down", async () => {
    const browser = service.browser();
    service.answers.set(browser.endpoint, 503);
    await story([browser])
      .look(({ notifications }) => {
        const [pushed] = notifications.filter(({ channel }) => channel === "push");
        expect(pushed).toMatchObject({ status: "queued", lastError: "503 refused" });
      })
      .done();
  });
});
