import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, alertRules } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { ANY } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { type MailServer, startMailServer } from "./mail-server";
import { alertsNamed, providerRule } from "./provider-story";
import { Scenario } from "./scenario";

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

/** Warning above 20 %, critical above 60 %; each brand has a rule and a group of its own. */
const levels = [
  { severity: "warning" as const, threshold: 20, recovery: null, durationMs: null },
  { severity: "critical" as const, threshold: 60, recovery: null, durationMs: null },
];
const ruleOf = (brand: string) =>
  providerRule({ name: `${brand}_failing`, labels: { brand, provider: ANY }, channels: ["log", "email"], levels });

/** Ana sleeps from 22:00 to 08:00 on Malta's clock, in November 21:00 to 07:00 UTC. */
function story(): Scenario {
  return new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } })
    .does(({ db }) => db.insert(accounts).values({ email: "ana@x.test", name: "Ana", role: "admin" }))
    .does(({ db }) =>
      db.insert(adminNotificationPreferences).values({
        adminUserId: 1,
        quietHoursEnabled: true,
        quietStartTime: "22:00",
        quietEndTime: "08:00",
        timeZone: "Europe/Malta",
      }),
    )
    .does(({ db }) => db.insert(alertRules).values([ruleOf("aurora"), ruleOf("kingfisher")]));
}

const collects = (brand: string, value: number) => async (ctx: Context) => {
  const sample = {
    metric: "payment_failure_rate_1m",
    labels: { brand, provider: "nordpay" },
    at: ctx.now(),
    value,
  };
  await evaluateRules(ctx, { at: ctx.now(), samples: await recordSamples(ctx, { samples: [sample] }) });
};
const named = () => alertsNamed(mail.arrived).sort();
const texts = () => mail.arrived.map(({ mail: { text } }) => text ?? "");
const subjects = () => mail.arrived.map(({ mail: { subject } }) => subject);

describe("warnings of the night", () => {
  it("arrive as one message when quiet hours end, of whatever rule, with what resolved meanwhile", async () => {
    await story()
      .at("23:00")
      .does(collects("aurora", 50))
      .at("26:00")
      .does(collects("kingfisher", 50))
      .look(({ notifications, timeline }) => {
        const held = notifications.find(({ channel, recipient }) => channel === "email" && recipient === "account:1");
        expect(held?.status).toBe("held");
        expect(held?.reason).toBe("quiet hours 22:00–08:00 Europe/Malta; critical would break through");
        expect(timeline.map(({ message }) => message).join()).toContain("email to Ana (held: quiet hours 22:00–08:00");
      })
      .at("27:00")
      .does(collects("aurora", 1))
      .at("30:59:59")
      .expectMails()
      .at("31:00")
      .expectMails("ana@x.test: [WARNING]")
      .at("33:00")
      .done();
    expect(subjects()).toEqual(["[WARNING] While you were quiet: 2 alerts, 1 of them resolved meanwhile"]);
    expect(texts()[0]).toMatch(/^Resolved meanwhile: .*\(aurora_failing, alert 1\), 2026-11-21 03:00:00 UTC$/m);
    expect(named()).toEqual([1, 2]);
  });

  it("are told to nobody when nothing burns in the morning, and the row says so", async () => {
    await story()
      .at("23:00")
      .does(collects("aurora", 50))
      .at("24:00")
      .does(collects("aurora", 1))
      .at("31:01")
      .expectMails()
      .look(({ notifications }) => {
        const row = notifications.find(({ recipient }) => recipient === "account:1");
        expect(row).toMatchObject({ status: "skipped", reason: "resolved before it was told" });
      })
      .done();
  });

  it("are named once, though they came twice", async () => {
    await story()
      .at("23:00")
      .does(collects("aurora", 50))
      .command({ command: "acknowledge" })
      .at("23:30")
      .command({ command: "retrigger", reason: null, isManual: true })
      .at("31:00")
      .expectMails("ana@x.test: [WARNING]")
      .done();
    expect(named()).toEqual([1]);
  });
});

describe("what is critical at night", () => {
  it("breaks through, and is not told again in the morning", async () => {
    await story()
      .at("23:00")
      .does(collects("aurora", 50))
      .at("23:10")
      .does(collects("aurora", 80))
      .expectMails("ana@x.test: [WORSE: CRITICAL]")
      .does(({ db }) => db.update(alertRules).set({ isActive: false }))
      .command({ command: "acknowledge" })
      .at("31:30")
      .expectMails("ana@x.test: [WORSE: CRITICAL]")
      .done();
  });
});
