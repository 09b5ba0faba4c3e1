import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, alertRules, notifications, settings } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { MINUTE_MS } from "@/lib/kernel/time";
import { CAPS_KEY } from "@/lib/notifications/settings";
import type { Context } from "@/lib/server/context";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { type MailServer, startMailServer } from "./mail-server";
import { alertsNamed, collects, providerRule, providerStory } from "./provider-story";

let database: TestDatabase;
let mail: MailServer;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
});
beforeEach(async () => {
  await database.reset();
  mail.arrived.length = 0;
  mail.answer = { kind: "take" };
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

const story = () => providerStory({ database, mail }, { maxAlertsPerHour: 60 });
const named = () => alertsNamed(mail.arrived);
const mailed = () =>
  database.db.select().from(notifications).where(eq(notifications.channel, "email")).orderBy(notifications.id);

describe("a person's delay", () => {
  const patient = async ({ db }: Context) => {
    await db.insert(accounts).values({ email: "ana@x.test", name: "Ana", role: "admin" });
    await db.insert(adminNotificationPreferences).values({ adminUserId: 1, delaysMinutes: { email: 5 } });
  };
  const raised = () => story().does(patient).at("09:00").does(collects(50, "a"));
  const ofAna = async () => (await mailed()).find(({ recipient }) => recipient === "account:1");

  it("is waited for, and the message goes where nobody acknowledged", async () => {
    await raised().at("09:04:59").expectMails().at("09:05").expectMails("ana@x.test: [CRITICAL]").done();
    expect(await ofAna()).toMatchObject({ status: "delivered" });
  });

  it("spares the message once somebody acknowledged, and says who", async () => {
    await raised().at("09:03").command({ command: "acknowledge" }).at("09:30").expectMails().done();
    expect(await ofAna()).toMatchObject({
      status: "skipped",
      reason: "test acknowledged it before its delay was over",
    });
  });

  it("spares the message of what resolved meanwhile", async () => {
    await raised().at("09:03").command({ command: "resolve", notes: null }).at("09:30").expectMails().done();
    expect(await ofAna()).toMatchObject({ status: "skipped", reason: "resolved before its delay was over" });
  });
});

describe("a recipient's cap", () => {
  const oneIn15 = ({ db }: Context) =>
    db
      .insert(settings)
      .values({ key: CAPS_KEY, value: { email: [{ count: 1, perMs: 15 * MINUTE_MS }] }, updatedBy: "test" });
  /** A critical alert of another subsystem. */
  const elsewhere =
    (metric: string, labels: Record<string, string> = {}) =>
    async (ctx: Context) => {
      const samples = [{ metric, labels, at: ctx.now(), value: 50 }];
      await evaluateRules(ctx, { at: ctx.now(), samples: await recordSamples(ctx, { samples }) });
    };
  const escalated = { command: "escalate", reason: "nobody answers", isManual: true } as const;

  it("holds what is over it until there is room, in words, and tells it all as one", async () => {
    await story()
      .does(oneIn15)
      .at("09:00")
      .does(collects(50, "a"))
      .at("09:01")
      .command(escalated)
      .at("09:02")
      .look(({ notifications: rows }) => {
        const row = rows.find(({ channel, occasion }) => channel === "email" && occasion === "escalated:1");
        expect(row).toMatchObject({ status: "held", reason: "held by the cap: at most 1 in 15 min" });
      })
      .does(collects(50, "b"))
      .at("09:14:59")
      .expectMails("ops@x.test: [CRITICAL]")
      .at("09:16")
      .done();
    expect(mail.arrived).toHaveLength(2);
    expect(named()).toEqual([1, 1, 2]);
    expect((await mailed()).every(({ status }) => status === "delivered")).toBe(true);
  });

  it("is passed by the first critical alert of another subsystem", async () => {
    const other = { name: "errors", metric: "transaction_error_rate", labels: {} };
    await story()
      .does(oneIn15)
      .does(({ db }) => db.insert(alertRules).values(providerRule(other)))
      .at("09:00")
      .does(collects(50, "a"))
      .at("09:01")
      .does(elsewhere("transaction_error_rate"))
      .expectMails("ops@x.test: [CRITICAL]", "ops@x.test: [CRITICAL]")
      .done();
  });
});
