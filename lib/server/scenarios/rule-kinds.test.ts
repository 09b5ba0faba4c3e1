import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "vitest";
import { alertRules } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Level } from "@/lib/rules/schema";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { type MailServer, startMailServer } from "./mail-server";
import { clock, Scenario } from "./scenario";

const METRIC = "payment_failure_rate_1m";
let database: TestDatabase;
let mail: MailServer;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  mail = await startMailServer();
});
afterEach(() => mail.close());
afterAll(() => database.close());

const level = (severity: Level["severity"], threshold: number, recovery: number | null = null): Level => ({
  severity,
  threshold,
  recovery,
  durationMs: null,
});

/** Only payment_outage is on, without a duration, and as it is changed. */
function story(changes: Partial<typeof alertRules.$inferInsert>): Scenario {
  return new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } }).does(async ({ db }) => {
    await db.update(alertRules).set({ isActive: false });
    await db
      .update(alertRules)
      .set({ isActive: true, durationSeconds: 0, notificationChannels: null, ...changes })
      .where(eq(alertRules.ruleName, "payment_outage"));
  });
}

describe("a rule with two levels", () => {
  const levels = [level("warning", 20), level("critical", 50)];

  it("is one alert that gets worse, is told then, and eases and ends by itself", async () => {
    await story({ levels, holdSeconds: 60 })
      .at("09:00")
      .sample(30)
      .expectAlert({ severity: "warning", level: "warning" })
      .expectMails()
      .at("09:00:04")
      .sample(60)
      .expectAlert({ severity: "critical", level: "critical" })
      .expectMails("ops@x.test: [WORSE: CRITICAL]")
      .at("09:00:08")
      .samplesUntil("09:01:12", 30)
      .expectAlert({ severity: "warning", level: "warning" })
      .samplesUntil("09:02:20", 1)
      .expectNoAlert()
      .expectAlerts(1)
      .expectLast({ autoResolved: true })
      .done();
  });
});

describe("a recovery threshold", () => {
  it("keeps the alert until the value is back past it", async () => {
    await story({ levels: [level("critical", 20, 10)], holdSeconds: 8 })
      .at("09:00")
      .sample(30)
      .at("09:00:04")
      .samplesUntil("09:01", 15)
      .expectAlert({ severity: "critical" })
      .at("09:01:04")
      .samplesUntil("09:01:16", 9)
      .expectNoAlert()
      .done();
  });
});

describe("three of five readings", () => {
  it("raise, however they lie, and fewer do not", async () => {
    const told = story({ levels: [level("critical", 20)], windows: { least: 3, of: 5 } });
    for (const [second, value] of [30, 1, 30, 1].entries()) told.at(`09:00:0${second * 2}`).sample(value);
    await told.expectNoAlert().at("09:00:08").sample(30).expectAlert({ severity: "critical" }).done();
  });
});

describe("a change against last week", () => {
  it("raises where the value doubled, and not where last week was as high", async () => {
    const condition = { kind: "change", periodMs: 7 * DAY_MS, measure: "percent" } as const;
    const lastWeek = (time: string, value: number) => ({
      metric: METRIC,
      labels: {},
      at: addMs(clock(time), -7 * DAY_MS),
      value,
    });
    await story({ levels: [level("critical", 100)], condition })
      .does((ctx) => recordSamples(ctx, { samples: [lastWeek("09:00", 40), lastWeek("09:10", 10)] }))
      .at("09:00")
      .sample(60)
      .expectNoAlert()
      .at("09:10")
      .sample(25)
      .expectAlert({ severity: "critical" })
      .done();
  });
});

describe("a burn rate", () => {
  it("raises once both windows burn the budget, and not on the short one alone", async () => {
    const condition = { kind: "burn_rate", objective: 99, longMs: 10 * MINUTE_MS, shortMs: 60 * SECOND_MS } as const;
    await story({ levels: [level("critical", 5)], condition })
      .at("09:00")
      .samplesUntil("09:12", 0)
      .samplesUntil("09:14", 10)
      .expectNoAlert()
      .samplesUntil("09:19", 10)
      .expectAlert({ severity: "critical" })
      .done();
  });
});
