import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, contactAddresses, notifications } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { parseEnv } from "@/lib/server/env";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { fallBack } from "@/lib/server/services/notifications/fall-back";
import { type MailServer, startMailServer } from "./mail-server";
import { clock, Scenario } from "./scenario";

let database: TestDatabase;
let mail: MailServer;
let twilio: WebhookServer;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
  twilio = await startWebhookServer();
  twilio.answer = (response) => response.writeHead(201).end('{"sid":"SM1"}');
});
beforeEach(async () => {
  await database.reset();
  mail.arrived.length = 0;
  mail.answer = { kind: "take" };
  twilio.arrived.length = 0;
});
afterAll(async () => {
  await mail.close();
  await twilio.close();
  await database.close();
});

const variables = () => ({
  TWILIO_ACCOUNT_SID: "AC1",
  TWILIO_AUTH_TOKEN: "secret",
  TWILIO_FROM: "+15005550006",
  TWILIO_API_URL: `http://127.0.0.1:${twilio.port}`,
});

/** Ana wants e-mail and text messages; critical alerts go by e-mail alone. */
async function ana(): Promise<void> {
  const { db } = database;
  const phone = "+35620000001";
  await db.insert(accounts).values({ email: "ana@x.test", name: "Ana", role: "admin" });
  await db.insert(adminNotificationPreferences).values({ adminUserId: 1, smsNotifications: true, phone });
  await db.insert(contactAddresses).values({ accountId: 1, kind: "phone", value: phone, verifiedAt: clock("08:00") });
}

const outage = (answer: MailServer["answer"] = { kind: "take" }) =>
  new Scenario({ database, mail, variables: variables() })
    .does(ana)
    .mailServer(answer)
    .at("09:00")
    .samplesUntil("09:00:16", 50);
const texted = async () =>
  (await database.db.select().from(notifications).where(eq(notifications.channel, "sms"))).map(
    ({ recipient, occasion, status, reason, fallbackOf }) => ({ recipient, occasion, status, reason, fallbackOf }),
  );

describe("a mail server that refuses a critical alert for more than a minute", () => {
  it("is fallen back from by text message, once, and the timeline says so", async () => {
    await outage({ kind: "refuse", code: 450 })
      .at("09:01:18")
      .does(async () => expect(twilio.arrived).toHaveLength(0))
      .at("09:01:22")
      .look(({ timeline, notifications: rows }) => {
        const reason = /^email has not taken it for 60 s \(450 .*\): told by sms instead$/;
        const mailed = rows.find(({ channel, recipient }) => channel === "email" && recipient === "account:1");
        const sms = rows.find(({ channel }) => channel === "sms");
        expect(sms).toMatchObject({ status: "delivered", reason: expect.stringMatching(reason) });
        expect(mailed?.status).toBe("queued");
        const lines = timeline.map(({ message }) => message);
        expect(lines).toContainEqual(expect.stringMatching(/^Ana: email has not taken it for 60 s/));
        expect(lines.at(-1)).toMatch(/^sms to .* delivered: SM1/);
      })
      .at("09:20")
      .done();
    expect(twilio.arrived).toHaveLength(1);
    expect((await texted())[0]?.fallbackOf).not.toBeNull();
  });

  it("is not fallen back from once somebody acknowledged", async () => {
    await outage({ kind: "refuse", code: 450 }).command({ command: "acknowledge" }).at("09:20").done();
    expect(twilio.arrived).toHaveLength(0);
  });
});

describe("a mail server that refuses for good", () => {
  it("is fallen back from at once", async () => {
    await outage({ kind: "refuse", code: 550 }).at("09:00:17").done();
    expect(await texted()).toMatchObject([
      {
        recipient: "account:1",
        occasion: "triggered",
        status: "delivered",
        reason: expect.stringMatching(/^email did not take it/),
      },
    ]);
  });
});

describe("a provider that never answers", () => {
  it("counts too: whoever looks a minute after finds the message and sends it by another channel", async () => {
    await outage()
      .does(({ db }) =>
        db
          .update(notifications)
          .set({ status: "sending", deliveredAt: null, leasedUntil: clock("09:02") })
          .where(eq(notifications.channel, "email")),
      )
      .at("09:01:15")
      .does((ctx) => fallBack(ctx, { settings: parseEnv({ ...variables(), SMTP_HOST: "127.0.0.1" }) }))
      .does(async () => expect(twilio.arrived).toHaveLength(0))
      .at("09:01:17")
      .does((ctx) => fallBack(ctx, { settings: parseEnv({ ...variables(), SMTP_HOST: "127.0.0.1" }) }))
      .does((ctx) => fallBack(ctx, { settings: parseEnv({ ...variables(), SMTP_HOST: "127.0.0.1" }) }))
      .done();
    expect(twilio.arrived).toHaveLength(1);
  });
});
