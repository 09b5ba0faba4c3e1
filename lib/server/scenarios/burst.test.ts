import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nextDueAt } from "@/db/queries/overdue-channels";
import {
  accounts,
  adminNotificationPreferences,
  alertRules,
  alerts,
  contactAddresses,
  deliveryAttempts,
  notifications,
} from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { DEFAULT_CAPS } from "@/lib/notifications/throttle";
import { parseEnv } from "@/lib/server/env";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { type MailServer, startMailServer } from "./mail-server";
import { planOne } from "./plan-one";
import { collects, providerRule } from "./provider-story";
import { clock, DAY } from "./scenario";

const PEOPLE = 10;
const ALERTS = 2_800;

let database: TestDatabase;
let mail: MailServer;
let twilio: WebhookServer;
let now = clock("09:00");

beforeAll(async () => {
  database = await testDatabase({ engine: "postgres", max: 12 });
  mail = await startMailServer();
  twilio = await startWebhookServer();
  twilio.answer = (response) => response.writeHead(201).end('{"sid":"SM1"}');
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
}, 60_000);
beforeEach(async () => {
  await database.reset();
  now = clock("09:00");
  await database.db
    .insert(alertRules)
    .values(providerRule({ channels: ["log", "email", "sms"], maxAlertsPerHour: 60 }));
  for (let id = 1; id <= PEOPLE; id += 1) await addPerson(id);
});
afterAll(async () => {
  await mail.close();
  await twilio.close();
  await database.close();
});

const ctx = () => database.context({ now: () => now });
const settings = () =>
  parseEnv({
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(mail.port),
    TWILIO_ACCOUNT_SID: "AC1",
    TWILIO_AUTH_TOKEN: "secret",
    TWILIO_FROM: "+15005550006",
    TWILIO_API_URL: `http://127.0.0.1:${twilio.port}`,
  });

async function addPerson(id: number): Promise<void> {
  const phone = `+3562000000${id}`;
  await database.db.insert(accounts).values({ id, email: `p${id}@x.test`, name: `P${id}`, role: "admin" });
  await database.db.insert(adminNotificationPreferences).values({ adminUserId: id, smsNotifications: true, phone });
  await database.db.insert(contactAddresses).values({ accountId: id, kind: "phone", value: phone, verifiedAt: now });
}

/** The first alert as it is planned, and as many of the same rows for others as if all had been planned at one instant. */
async function burst(): Promise<void> {
  await collects(50, "a")(ctx());
  await planOne(ctx(), { alertId: 1, occasion: "triggered", severity: "critical" }, settings());
  await database.db.execute(sql`
    insert into alerts (alert_rule_id, rule_name, metric, labels, fingerprint, severity, status, message, triggered_at, created_at)
    select alert_rule_id, rule_name, metric, labels, fingerprint || n, severity, status, message, triggered_at, created_at
    from alerts, generate_series(2, ${ALERTS}) n where id = 1`);
  await database.db.execute(sql`
    insert into notifications (alert_triggered_at, alert_id, occasion, recipient, channel, severity, status, reason, decision,
      next_attempt_at, due_at, created_at)
    select m.alert_triggered_at, a.id, m.occasion, m.recipient, m.channel, m.severity, m.status, m.reason,
      m.decision - 'passesCaps', m.next_attempt_at, m.due_at, m.created_at
    from notifications m, alerts a where m.alert_id = 1 and a.id > 1 and m.channel in ('email', 'sms') order by a.id, m.id`);
}

/** Drains both channels, and again whenever something falls due, until `until`. */
async function pass(until: Date): Promise<void> {
  for (;;) {
    for (const channel of ["email", "sms"] as const) await deliverDue(ctx(), { channel, settings: settings() });
    const dues = [await nextDueAt(database.db, "email"), await nextDueAt(database.db, "sms")].filter(
      (at) => at !== null,
    );
    const next = dues.sort((a, b) => a.getTime() - b.getTime())[0];
    if (next === undefined || next > until) return;
    now = next > now ? next : now;
  }
}

/** When messages went to each person by a channel. */
async function sentBy(channel: "email" | "sms"): Promise<Map<string, Date[]>> {
  const rows = await database.db
    .select({ recipient: notifications.recipient, at: deliveryAttempts.at })
    .from(deliveryAttempts)
    .innerJoin(notifications, eq(notifications.id, deliveryAttempts.notificationId))
    .where(eq(deliveryAttempts.channel, channel));
  const sent = new Map<string, Date[]>();
  for (const { recipient, at } of rows) sent.set(recipient, [...(sent.get(recipient) ?? []), at]);
  return sent;
}

describe("2,800 alerts for 10 people in one minute", () => {
  it("give each at most the cap by each channel, and lose none", { timeout: 180_000 }, async () => {
    await burst();
    await pass(clock("09:30"));
    for (const channel of ["email", "sms"] as const) {
      const sent = await sentBy(channel);
      expect(sent.size).toBe(PEOPLE);
      for (const times of sent.values())
        for (const { count, perMs } of DEFAULT_CAPS[channel] ?? [])
          for (const from of times)
            expect(times.filter((at) => at >= from && at < addMs(from, perMs)).length).toBeLessThanOrEqual(count);
    }
    const outcomes = await database.db
      .select({ channel: notifications.channel, status: notifications.status, rows: sql<number>`count(*)::int` })
      .from(notifications)
      .where(sql`${notifications.channel} in ('email', 'sms')`)
      .groupBy(notifications.channel, notifications.status)
      .orderBy(notifications.channel);
    expect(outcomes).toEqual([
      { channel: "email", status: "delivered", rows: PEOPLE * ALERTS },
      { channel: "sms", status: "delivered", rows: PEOPLE * ALERTS },
    ]);
    // Ten and one bundle by e-mail; the first and one bundle by text message.
    expect([...(await sentBy("email")).values()].map((times) => times.length)).toEqual(Array(PEOPLE).fill(11));
    expect([...(await sentBy("sms")).values()].map((times) => times.length)).toEqual(Array(PEOPLE).fill(2));
    expect(await database.db.$count(alerts, sql`${alerts.notificationsSent} ?& array['email', 'sms']`)).toBe(ALERTS);
    expect(now).toEqual(addMs(clock("09:00"), 5 * MINUTE_MS));
  });
});
