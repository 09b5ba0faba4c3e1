import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, alertRules, contactAddresses, pushSubscriptions } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { PERSONAL_CHANNELS } from "@/lib/preferences/schema";
import { ANY } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { parseEnv } from "@/lib/server/env";
import { type PushService, startPushService } from "@/lib/server/http/push-service";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { type MailServer, startMailServer } from "./mail-server";
import { providerRule } from "./provider-story";
import { clock, Scenario } from "./scenario";

const PHONE = "+46701234188";

let database: TestDatabase;
let mail: MailServer;
let providers: WebhookServer;
let push: PushService;

beforeAll(async () => {
  database = await testDatabase();
  [mail, providers, push] = [await startMailServer(), await startWebhookServer(), await startPushService()];
  providers.answer = (response) => {
    const isSms = response.req.url?.endsWith("Messages.json") === true;
    response.writeHead(isSms ? 201 : 200, { "content-type": "application/json" });
    response.end(isSms ? '{"sid":"SM1"}' : '{"ok":true,"ts":"1.1","channel":"C1"}');
  };
});
beforeEach(() => database.reset());
afterAll(async () => {
  await Promise.all([mail.close(), providers.close(), push.close()]);
  await database.close();
});

function variables(): Record<string, string> {
  const at = `http://127.0.0.1:${providers.port}`;
  return {
    ...push.vapid,
    WEBHOOK_ALLOW_PRIVATE: "true",
    TWILIO_ACCOUNT_SID: "AC1",
    TWILIO_AUTH_TOKEN: "token",
    TWILIO_FROM: "+15005550006",
    TWILIO_API_URL: at,
    SLACK_BOT_TOKEN: "xoxb-token",
    SLACK_API_URL: `${at}/slack`,
  };
}

/** Ana hears of warnings by every channel that reaches people, and is quiet from 22:00 to 07:00 UTC. */
async function furnish({ db }: Context): Promise<void> {
  const rule = { labels: { brand: ANY, provider: ANY }, channels: ["log", ...PERSONAL_CHANNELS] as const };
  const levels = [{ severity: "warning" as const, threshold: 20, recovery: null, durationMs: null }];
  await db.insert(alertRules).values(providerRule({ name: "failing", ...rule, channels: [...rule.channels], levels }));
  await db.insert(accounts).values({ email: "ana@x.test", name: "Ana", role: "admin" });
  await db.insert(contactAddresses).values({ accountId: 1, kind: "phone", value: PHONE, verifiedAt: clock("08:00") });
  const { endpoint, p256dh, auth } = push.browser();
  await db.insert(pushSubscriptions).values({ accountId: 1, endpoint, p256dh, auth, browser: "Firefox" });
  await db.insert(adminNotificationPreferences).values({
    adminUserId: 1,
    quietHoursEnabled: true,
    quietStartTime: "22:00",
    quietEndTime: "07:00",
    timeZone: "UTC",
    smsNotifications: true,
    pushNotifications: true,
    phone: PHONE,
    slackChannel: "#ops-ana",
  });
}

const fails = (brand: string) => async (ctx: Context) => {
  const labels = { brand, provider: "nordpay" };
  const sample = { metric: "payment_failure_rate_1m", labels, at: ctx.now(), value: 50 };
  await evaluateRules(ctx, { at: ctx.now(), samples: await recordSamples(ctx, { samples: [sample] }) });
};

/** What reached Ana by each channel so far. */
function reached() {
  const calls = providers.arrived;
  return {
    email: mail.arrived.length,
    sms: calls.filter(({ path, body }) => path.endsWith("Messages.json") && body.includes(PHONE.slice(1))).length,
    slack: calls.filter(({ body }) => body.includes("#ops-ana")).length,
    push: push.arrived.length,
  };
}

describe("what quiet hours held", () => {
  it("leaves as one message by each channel that reaches the person, when they end", async () => {
    const settings = parseEnv({
      ...variables(),
      SMTP_HOST: "127.0.0.1",
      SMTP_PORT: String(mail.port),
      EMAIL_FROM: "pitboss@x.test",
    });
    const drain = (time: string) => async (ctx: Context) => {
      const at = database.context({ now: clock(time), correlationId: ctx.correlationId });
      for (const channel of PERSONAL_CHANNELS) await deliverDue(at, { channel, settings });
    };
    await new Scenario({ database, mail, variables: variables() })
      .does(furnish)
      .at("23:00")
      .does(fails("aurora"))
      .at("26:00")
      .does(fails("kingfisher"))
      .at("30:59")
      .does(drain("30:59"))
      .does(async () => expect(reached()).toEqual({ email: 0, sms: 0, slack: 0, push: 0 }))
      .at("31:00")
      .does(drain("31:00"))
      .does(async () => expect(reached()).toEqual({ email: 1, sms: 1, slack: 1, push: 1 }))
      .does(drain("31:30"))
      .does(async () => expect(reached()).toEqual({ email: 1, sms: 1, slack: 1, push: 1 }))
      .done();
    expect(mail.arrived[0]?.mail.subject).toBe("[WARNING] While you were quiet: 2 alerts");
    const sms = providers.arrived.find(({ path }) => path.endsWith("Messages.json"));
    expect(decodeURIComponent((sms?.body ?? "").replaceAll("+", " "))).toContain("(gravest of 2)");
  });
});
