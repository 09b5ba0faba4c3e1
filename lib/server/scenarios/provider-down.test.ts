import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nextDueAt } from "@/db/queries/overdue-channels";
import { alerts as alertRows, alertRules, deliveryAttempts, notifications, settings as settingRows } from "@/db/schema";
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
  it("lose nothing, and deliver everything once they are back", async () => {
    mail.answer = { kind: "refuse", code: 450 };
    hook.answer = (response) => response.writeHead(503).end("down");
    await alerts(10);
    expect(mail.arrived).toHaveLength(0);
    mail.answer = { kind: "take" };
    hook.answer = (response) => response.end("taken");
    hook.arrived.length = 0;
    await passTo(clock("09:30"));
    // Two more alerts, one for each channel that failed.
    const all = Array.from({ length: 12 }, (_, index) => index + 1);
    const inOrder = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);
    for (const recipient of ["ops@x.test", "lead@x.test"])
      expect(inOrder(alertsNamed(mail.arrived.filter(({ to }) => to === recipient)))).toEqual(all);
    const posted = hook.arrived.map(({ body }) => JSON.parse(body).alerts[0].id);
    expect(inOrder([...new Set<number>(posted)])).toEqual(all);
    expect(await settled()).toBe(0);
  });

  it("are raised as an alert, which resolves once messages are taken again", async () => {
    hook.answer = (response) => response.writeHead(503).end("down");
    const failing = () => database.db.select().from(alertRows).where(eq(alertRows.ruleName, "channel_failing"));
    await alerts(6);
    expect(await failing()).toMatchObject([
      { severity: "critical", status: "triggered", labels: { channel: "webhook", subsystem: "delivery" } },
    ]);
    expect((await failing())[0]?.message).toContain("The webhook is failing: 5 of the last 5 messages failed.");
    hook.answer = (response) => response.end("taken");
    await passTo(addMs(now, 2 * MINUTE_MS));
    expect(await failing()).toMatchObject([{ status: "resolved" }]);
  });

  it("are asked once a minute at most while they limit the rate, whatever falls due meanwhile", async () => {
    hook.answer = (response) => response.writeHead(429, { "retry-after": "240" }).end("slow down");
    await alerts(3);
    const times = async () => (await attemptsBy("webhook")).map(({ at }) => timeOf(at));
    expect(await times()).toEqual(["09:00:00", "09:01:00", "09:02:00", "09:03:00"]);
    hook.answer = (response) => response.end("taken");
    await passTo(clock("09:03:59"));
    expect(await times()).toHaveLength(4);
    await passTo(addMs(clock("09:04"), SECOND_MS));
    expect([...new Set((await times()).slice(4))]).toEqual(["09:04:00"]);
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
      sql`select message from alert_timeline where kind = 'attempt' and details ->> 'channel' = ${channel} order by id`,
    );
    const [before, after] = rows.map(({ message }) => String(message));
    expect(before).not.toContain("may arrive twice");
    expect(after).toContain("(the attempt before ended without a record, so it may arrive twice)");
  });
});
