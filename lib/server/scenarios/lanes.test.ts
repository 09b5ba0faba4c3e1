import type { ServerResponse } from "node:http";
import { and, eq, ne } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nextDueAt } from "@/db/queries/overdue-channels";
import { deliveryAttempts, notifications, settings as settingRows } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Severity } from "@/lib/kernel/severity";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Channel } from "@/lib/rules/schema";
import { type Env, parseEnv } from "@/lib/server/env";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { raiseCustom } from "@/lib/server/services/alerts/raise-custom";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { planOccasions } from "@/lib/server/services/notifications/plan";
import { clock, DAY } from "./scenario";

let database: TestDatabase;
let hook: WebhookServer;
let now = clock("09:00");
beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
  hook = await startWebhookServer();
});
beforeEach(async () => {
  await database.reset();
  now = clock("09:00");
  hook.arrived.length = 0;
  hook.answer = take;
  const rows = [
    { key: "grouping", value: { keys: [], wait_seconds: 0, interval_minutes: 5 }, updatedBy: "test" },
    { key: "notification_caps", value: {}, updatedBy: "test" },
  ];
  await database.db.insert(settingRows).values(rows);
});
afterAll(async () => {
  await hook.close();
  await database.close();
});

const ctx = () => database.context({ now: () => now });
const at = (path: string) => `http://127.0.0.1:${hook.port}${path}`;

/** What each provider answers to a message that it takes. */
function take(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" }).end('{"id":"m1","sid":"SM1","status":"success"}');
}

const VARIABLES: Partial<Record<Channel, () => Record<string, string>>> = {
  webhook: () => ({
    WEBHOOK_URL: at("/hook"),
    WEBHOOK_SECRET: "a secret of the tests only",
    WEBHOOK_ALLOW_PRIVATE: "1",
  }),
  slack: () => ({ SLACK_WEBHOOK_URL: at("/slack") }),
  pagerduty: () => ({ PAGERDUTY_ROUTING_KEY: "a".repeat(32), PAGERDUTY_EVENTS_URL: at("/pagerduty") }),
  email: () => ({
    RESEND_API_KEY: "re_1",
    RESEND_BASE_URL: at("/resend"),
    EMAIL_TO: "ops@x.test",
    EMAIL_FROM: "p@x.test",
  }),
};
const CHANNELS = ["webhook", "slack", "pagerduty", "email"] as const;

async function raise(name: string, settings: Env, severity: Severity = "critical"): Promise<void> {
  await raiseCustom(ctx(), { type: name, severity, message: `${name} was reported`, metadata: {}, labels: {} });
  await planOccasions(ctx(), settings);
}

/** Time passes; what falls due on the way is tried at its own instant. */
async function passTo(until: Date, channel: Channel, settings: Env): Promise<void> {
  for (;;) {
    await deliverDue(ctx(), { channel, settings });
    await planOccasions(ctx(), settings);
    const next = await nextDueAt(database.db, channel);
    if (next === null || next > until) break;
    now = next > now ? next : addMs(now, 1);
  }
  now = until;
}

/** From when each message was to leave until its provider took it, in ms. */
async function waitsOf(channel: Channel): Promise<number[]> {
  const rows = await database.db
    .select()
    .from(notifications)
    .where(and(eq(notifications.channel, channel), eq(notifications.status, "delivered")));
  return rows.map(({ dueAt, deliveredAt }) => (deliveredAt?.getTime() ?? Number.NaN) - (dueAt?.getTime() ?? 0));
}

describe.each(CHANNELS)("by %s", (channel) => {
  const settings = () => parseEnv(VARIABLES[channel]?.() ?? {});

  // What decides is the same for each; an hour of every channel would take a minute.
  const minutes = channel === "webhook" ? 60 : 10;

  it(`a message that always fails holds up nobody else for ${minutes} min`, async () => {
    hook.answer = (response) => {
      if (hook.arrived.at(-1)?.body.includes("poison")) response.writeHead(500).end("no");
      else take(response);
    };
    await raise("poison", settings());
    for (let minute = 1; minute <= minutes; minute += 1) {
      await passTo(addMs(clock("09:00"), minute * MINUTE_MS), channel, settings());
      await raise(`healthy_${minute}`, settings());
    }
    await passTo(addMs(now, SECOND_MS), channel, settings());
    const waits = await waitsOf(channel);
    expect(waits).toHaveLength(minutes);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5 * SECOND_MS);
    const [stuck] = await database.db
      .select()
      .from(notifications)
      .where(and(eq(notifications.channel, channel), eq(notifications.status, "queued")));
    expect(stuck).toMatchObject({ status: "queued", deliveredAt: null });
  });

  it.runIf(channel === "webhook")("three failures in ten keep 95 of 100 messages under 15 s", async () => {
    let calls = 0;
    hook.answer = (response) => {
      calls += 1;
      // Spread as by chance, and the same in every run.
      if ((calls * 7919) % 10 < 3) response.writeHead(503).end("busy");
      else take(response);
    };
    for (let minute = 0; minute < 30; minute += 1) {
      for (let number = 0; number < 3; number += 1) await raise(`alert_${minute}_${number}`, settings());
      await passTo(addMs(now, MINUTE_MS), channel, settings());
    }
    await passTo(addMs(now, HOUR_MS), channel, settings());
    const waits = (await waitsOf(channel)).sort((a, b) => a - b);
    expect(waits.length).toBeGreaterThanOrEqual(90);
    expect(waits[Math.floor(waits.length * 0.95) - 1]).toBeLessThanOrEqual(15 * SECOND_MS);
  });

  it.each([
    ["82800 s", { "retry-after": "82800" }],
    ["a date in 2099", { "retry-after": "Thu, 01 Jan 2099 00:00:00 GMT" }],
    ["no number", { "retry-after": "1e9" }],
  ])("the next emergency leaves within a minute of a refusal with Retry-After: %s", async (_, headers) => {
    hook.answer = (response) => response.writeHead(503, headers).end("later");
    await raise("first", settings());
    await passTo(addMs(now, SECOND_MS), channel, settings());
    hook.answer = take;
    await raise("second", settings(), "emergency");
    await passTo(addMs(now, MINUTE_MS), channel, settings());
    expect(await waitsOf(channel)).toContain(0);
  });

  it.each([
    ["NUL", `{"id":"a\u0000b"}`],
    ["half an emoji at the 300th character", `${"x".repeat(299)}😀${"y".repeat(50)}`],
    ["5 MB", "z".repeat(5_000_000)],
  ])("an answer with %s is recorded once, and the next message leaves", async (_, answer) => {
    hook.answer = (response) => response.writeHead(202).end(answer);
    await raise("first", settings());
    await raise("second", settings());
    await passTo(addMs(now, SECOND_MS), channel, settings());
    expect(await waitsOf(channel)).toHaveLength(2);
    expect(await database.db.$count(deliveryAttempts, eq(deliveryAttempts.channel, channel))).toBe(2);
  });
});

describe("an attempt that is slow", () => {
  const settings = () => parseEnv(VARIABLES.webhook?.() ?? {});

  it("is not taken for lost while it lasts, however late it becomes", async () => {
    const waiting: ServerResponse[] = [];
    let isAsked: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    hook.answer = (response) => {
      waiting.push(response);
      isAsked();
    };
    await raise("slow", settings());
    const first = deliverDue(ctx(), { channel: "webhook", settings: settings() });
    await asked;
    now = addMs(now, 10 * MINUTE_MS);
    hook.answer = take;
    await raise("other", settings());
    const second = await deliverDue(ctx(), { channel: "webhook", settings: settings() });
    expect(second.delivered).toBe(1);
    for (const response of waiting) take(response);
    await first;
    expect(hook.arrived).toHaveLength(2);
    const rows = await database.db
      .select()
      .from(notifications)
      .where(and(eq(notifications.channel, "webhook"), ne(notifications.status, "skipped")));
    expect(rows.map(({ status, attempts }) => [status, attempts])).toEqual([
      ["delivered", 1],
      ["delivered", 1],
    ]);
  });
});
