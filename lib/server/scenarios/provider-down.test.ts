import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nextDueAt } from "@/db/queries/due-notifications";
import { alertRules, deliveryAttempts, notifications, settings as settingRows } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Channel } from "@/lib/rules/schema";
import { parseEnv } from "@/lib/server/env";
import { type ArrivedCall, startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { type MailServer, startMailServer } from "./mail-server";
import { planOne } from "./plan-one";
import { alertsNamed, collects, providerRule } from "./provider-story";
import { clock, DAY, timeOf } from "./scenario";

const CHANNELS = ["email", "webhook"] as const;
let database: TestDatabase;
let mail: MailServer;
let hook: WebhookServer;
let now = clock("09:00");

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
  hook = await startWebhookServer();
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
});
beforeEach(async () => {
  await database.reset();
  now = clock("09:00");
  mail.arrived.length = 0;
  mail.answer = { kind: "take" };
  hook.arrived.length = 0;
  hook.answer = (response) => response.end("taken");
  await database.db.insert(alertRules).values(providerRule({ channels: ["email", "webhook"], maxAlertsPerHour: 60 }));
  const alone = { keys: [], wait_seconds: 0, interval_minutes: 1 };
  await database.db.insert(settingRows).values([
    { key: "grouping", value: alone, updatedBy: "test" },
    { key: "notification_caps", value: {}, updatedBy: "test" },
  ]);
});
afterAll(async () => {
  await mail.close();
  await hook.close();
  await database.close();
});

const ctx = () => database.context({ now: () => now });
const settings = () =>
  parseEnv({
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(mail.port),
    EMAIL_TO: "ops@x.test,lead@x.test",
    WEBHOOK_URL: `http://127.0.0.1:${hook.port}/hook`,
    WEBHOOK_SECRET: "a secret of the tests only",
    WEBHOOK_ALLOW_PRIVATE: "1",
  });

/** Time passes; what falls due on the way is tried at its own instant. */
async function passTo(until: Date): Promise<void> {
  for (;;) {
    for (const channel of CHANNELS) await deliverDue(ctx(), { channel, settings: settings() });
    const dues = await Promise.all(CHANNELS.map((channel) => nextDueAt(database.db, channel)));
    const [next] = dues.filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime());
    if (next === undefined || next > until) break;
    now = next > now ? next : addMs(now, 1);
  }
  now = until;
}

/** An alert each minute from now on. */
async function alerts(count: number): Promise<void> {
  for (let id = 1; id <= count; id += 1) {
    await collects(50, `p${id}`)(ctx());
    await planOne(ctx(), { alertId: id, occasion: "triggered", severity: "critical" }, settings());
    await passTo(addMs(now, MINUTE_MS));
  }
}

const attemptsBy = async (channel: "email" | "webhook") =>
  database.db
    .select()
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.channel, channel))
    .orderBy(asc(deliveryAttempts.id));
const settled = () => database.db.$count(notifications, sql`status <> 'delivered' and channel in ('email', 'webhook')`);

describe("providers that are down for ten minutes", () => {
  it("lose nothing, and get each recipient's messages in order once they are back", async () => {
    mail.answer = { kind: "refuse", code: 450 };
    hook.answer = (response) => response.writeHead(503).end("down");
    await alerts(10);
    expect(mail.arrived).toHaveLength(0);
    mail.answer = { kind: "take" };
    hook.answer = (response) => response.end("taken");
    hook.arrived.length = 0;
    await passTo(clock("09:30"));
    const all = Array.from({ length: 10 }, (_, index) => index + 1);
    for (const recipient of ["ops@x.test", "lead@x.test"])
      expect(alertsNamed(mail.arrived.filter(({ to }) => to === recipient))).toEqual(all);
    const posted = hook.arrived.map(({ body }) => JSON.parse(body).alerts[0].id);
    expect(posted).toEqual(all);
    expect(await settled()).toBe(0);
  });

  it("are not asked before they want to be, whatever falls due meanwhile", async () => {
    hook.answer = (response) => response.writeHead(429, { "retry-after": "240" }).end("slow down");
    await alerts(3);
    expect((await attemptsBy("webhook")).map(({ at }) => timeOf(at))).toEqual(["09:00:00"]);
    hook.answer = (response) => response.end("taken");
    await passTo(clock("09:03:59"));
    expect(await attemptsBy("webhook")).toHaveLength(1);
    await passTo(addMs(clock("09:04"), SECOND_MS));
    expect((await attemptsBy("webhook")).map(({ at, alertId }) => `${timeOf(at)} ${alertId}`)).toEqual([
      "09:00:00 1",
      "09:04:00 1",
      "09:04:00 2",
      "09:04:00 3",
    ]);
    expect(await settled()).toBe(0);
  });
});

describe("a crash between sending and recording", () => {
  /** As `kill -9` leaves it: taken, sent, nothing recorded. */
  const crash = (channel: string) =>
    database.db.execute(sql`update notifications set status = 'sending', delivered_at = null, receipt = null,
      leased_until = ${clock("09:01").toISOString()}::timestamptz, next_attempt_at = ${clock("09:00").toISOString()}::timestamptz
      where channel = ${channel} and status = 'delivered'`);
  const everywhere = (path: string) => `http://127.0.0.1:${hook.port}/${path}`;
  const reached = () => ({
    ...settings(),
    ...parseEnv({
      RESEND_API_KEY: "re_123",
      RESEND_BASE_URL: everywhere("email"),
      EMAIL_TO: "ops@x.test",
      SLACK_WEBHOOK_URL: everywhere("slack"),
      PAGERDUTY_ROUTING_KEY: "a".repeat(32),
      PAGERDUTY_EVENTS_URL: everywhere("pagerduty"),
    }),
    WEBHOOK_URL: everywhere("webhook"),
    WEBHOOK_SECRET: "a secret of the tests only",
    WEBHOOK_ALLOW_PRIVATE: true,
  });
  const deliverAt = (time: string, channel: Channel) =>
    deliverDue(database.context({ now: clock(time) }), { channel, settings: reached() });

  it.each<[Channel, (call: ArrivedCall) => unknown]>([
    ["webhook", ({ headers }) => headers["idempotency-key"]],
    ["slack", ({ body }) => JSON.parse(body).attachments[0].title],
    // By their keys these two make one of both.
    ["pagerduty", ({ body }) => JSON.parse(body).dedup_key],
    ["email", ({ headers }) => headers["idempotency-key"]],
  ])("sends by %s once more at most, as the same message, and the timeline says so", async (channel, sameness) => {
    hook.answer = (response) => response.writeHead(202).end('{"id":"m1","status":"success","dedup_key":"d"}');
    await database.db.update(alertRules).set({ notificationChannels: [channel] });
    await collects(50, "a")(ctx());
    await planOne(ctx(), { alertId: 1, occasion: "triggered", severity: "critical" }, reached());
    await deliverAt("09:00", channel);
    await crash(channel);
    await deliverAt("09:00:30", channel);
    expect(hook.arrived).toHaveLength(1);
    await deliverAt("09:01", channel);
    await deliverAt("09:20", channel);
    expect(hook.arrived).toHaveLength(2);
    const [first, second] = hook.arrived.map(sameness);
    expect(first).toBeTruthy();
    expect(second).toEqual(first);
    const { rows } = await database.db.execute(
      sql`select message from alert_timeline where kind = 'attempt' order by id`,
    );
    const [before, after] = rows.map(({ message }) => String(message));
    expect(before).not.toContain("may arrive twice");
    expect(after).toContain("(the attempt before ended without a record, so it may arrive twice)");
  });
});
