import { asc } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { listTimeline } from "@/db/queries/alerts";
import { accounts, adminNotificationPreferences, alertRules, auditEvents, contactAddresses } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { acknowledgeByReply } from "@/lib/server/services/contacts/acknowledge-by-reply";
import { acknowledgeByLink } from "@/lib/server/services/links/acknowledge-by-link";
import { readLinkStanding } from "@/lib/server/services/links/read-link";
import { type MailServer, startMailServer } from "./mail-server";
import { Scenario } from "./scenario";

const PHONE = "+35621234567";

let database: TestDatabase;
let mail: MailServer;
let twilio: WebhookServer;
beforeAll(async () => {
  vi.stubEnv("SECRETS_KEY", "a key of the tests only");
  vi.stubEnv("NEXTAUTH_URL", "https://pit.test");
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  mail = await startMailServer();
  twilio = await startWebhookServer();
  twilio.answer = (response) => response.writeHead(201).end(JSON.stringify({ sid: "SM1" }));
});
afterEach(() => Promise.all([mail.close(), twilio.close()]));
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

/** Mara hears of critical alerts by e-mail and text message; nobody else is there but Erik, who has no preferences. */
function story(): Scenario {
  const variables = {
    TWILIO_ACCOUNT_SID: "AC1",
    TWILIO_AUTH_TOKEN: "t0ken",
    TWILIO_FROM: "+35699000000",
    TWILIO_API_URL: `http://127.0.0.1:${twilio.port}`,
    EMAIL_TO: "ops@x.test",
  };
  return new Scenario({ database, mail, variables })
    .does(async ({ db, now }) => {
      await db.update(alertRules).set({ notificationChannels: ["log", "email", "sms"] });
      await db.insert(accounts).values([
        { email: "mara@x.test", name: "Mara", role: "admin" },
        { email: "erik@x.test", name: "Erik", role: "operator" },
      ]);
      await db.insert(adminNotificationPreferences).values({
        adminUserId: 1,
        phone: PHONE,
        smsNotifications: true,
        channelSeverities: { sms: { critical: true }, email: { critical: true, emergency: true } },
      });
      await db.insert(contactAddresses).values({ accountId: 1, kind: "phone", value: PHONE, verifiedAt: now() });
    })
    .of("payment_failure_rate_1m")
    .at("09:00");
}

const texts = () => twilio.arrived.map(({ body }) => new URLSearchParams(body).get("Body") ?? "");
const lastOf = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? "";
const tokenIn = (text: string | undefined) => lastOf(text ?? "", /https:\/\/pit\.test\/a\/([\w-]+)/);
const mailToMara = () => mail.arrived.find(({ to }) => to === "mara@x.test")?.mail.text;

describe("an alert that was mailed and texted", () => {
  it("is acknowledged by the link of the mail, once, which ends the escalation", async () => {
    await story()
      .samplesUntil("09:00:20", 40)
      .expectAlert({ status: "triggered" })
      .does(async (house) => {
        const token = tokenIn(mailToMara());
        for (let look = 0; look < 3; look += 1)
          expect(await readLinkStanding(house, token)).toMatchObject({ kind: "open", account: { name: "Mara" } });
      })
      .expectAlert({ status: "triggered", version: 1 })
      .does(async (house) => {
        const token = tokenIn(mailToMara());
        const both = await Promise.all([acknowledgeByLink(house, token), acknowledgeByLink(house, token)]);
        expect(both.map(({ kind }) => kind)).toEqual(["used", "used"]);
      })
      .expectAlert({ status: "acknowledged", acknowledgedBy: "Mara", version: 2, escalatesAt: null })
      .samplesUntil("09:01", 40)
      .at("10:00")
      .expectAlert({ status: "acknowledged", severity: "critical", escalationLevel: 0 })
      .does(async ({ db, scope }) => {
        const [audited, ...others] = (await db.select().from(auditEvents).orderBy(asc(auditEvents.id))).filter(
          ({ action }) => action === "alert/acknowledged",
        );
        expect(audited).toMatchObject({ actor: "Mara", details: { by: "link" } });
        expect(others).toEqual([]);
        const timeline = await listTimeline(db, scope, 1);
        expect(timeline.map(({ message }) => message)).toContainEqual(expect.stringContaining("Acknowledged by Mara"));
        expect(JSON.stringify([timeline, audited])).not.toContain(tokenIn(mailToMara()));
      })
      .done();
  });

  it("is acknowledged by the code of the text message, as the person it was sent to", async () => {
    await story()
      .samplesUntil("09:00:20", 40)
      .does(async (house) => {
        const [text = ""] = texts();
        expect(text.length).toBeLessThanOrEqual(160);
        const code = lastOf(text, /Reply (\d{4}) to acknowledge/);
        expect(await acknowledgeByReply(house, { from: "+35699999999", body: code })).toMatch(/^Nothing waits/);
        expect(await acknowledgeByReply(house, { from: PHONE, body: `ok ${code}!` })).toMatch(/^You have it: /);
        expect(await acknowledgeByReply(house, { from: PHONE, body: code })).toMatch(
          /^You have it already, since 09:00/,
        );
      })
      .expectAlert({ status: "acknowledged", acknowledgedBy: "Mara" })
      .does(async ({ db, scope }) => {
        const audits = await db.select().from(auditEvents);
        const audited = audits.find(({ action }) => action === "alert/acknowledged");
        expect(audited).toMatchObject({ actor: "Mara", details: { by: "text message" } });
        // The number stands nowhere but in its owner's rows.
        const lines = (await listTimeline(db, scope, 1)).map(({ message }) => message);
        expect(lines).toContainEqual(expect.stringContaining("sms to +3562··567 delivered: SM1"));
        expect(JSON.stringify(lines)).not.toContain(PHONE);
      })
      .done();
  });

  it("has no link for a mailbox that is not one person's", async () => {
    await story()
      .does(({ db }) => db.delete(adminNotificationPreferences))
      .samplesUntil("09:00:20", 40)
      .expectMails("ops@x.test: [CRITICAL]")
      .done();
    expect(mail.arrived[0]?.mail.text).not.toContain("/a/");
  });
});
