import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import type { DefaultRule } from "@/lib/rules/default-rule";
import { DEFAULT_RULES } from "@/lib/rules/defaults";
import { type MailServer, startMailServer } from "./mail-server";
import { clock, Scenario, timeOf } from "./scenario";

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

const story = () => new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } });

/** A value just on the wrong side of a rule's mildest threshold. */
const breaching = { ">": (threshold: number) => threshold + 0.5, "<": (threshold: number) => threshold - 0.5 };

function breachOf({ operator, threshold }: DefaultRule): number {
  if (operator !== ">" && operator !== "<") throw new Error(`no breaching value for ${operator}`);
  return breaching[operator](threshold);
}

const ofNewestValue = DEFAULT_RULES.filter(
  ({ isActive, condition, minimumSample }) =>
    isActive !== false && condition === undefined && minimumSample === undefined,
);

describe("each default rule of the newest value", () => {
  it.each(ofNewestValue.filter(({ durationSeconds }) => durationSeconds > 0))(
    "$name fires after its $durationSeconds s, and not before",
    async (rule) => {
      const value = breachOf(rule);
      const start = clock("09:00");
      const end = addMs(start, rule.durationSeconds * SECOND_MS);
      const lastTick = Math.ceil(rule.durationSeconds / 4) * 4;
      await story()
        .of(rule.metric)
        .at("09:00")
        .samplesUntil(timeOf(addMs(end, -SECOND_MS)), value)
        .expectNoAlert()
        .samplesUntil(timeOf(addMs(start, lastTick * SECOND_MS)), value)
        .expectAlert({
          ruleName: rule.name,
          metric: rule.metric,
          severity: rule.severity,
          status: "triggered",
          value,
          threshold: rule.threshold,
          triggeredAt: addMs(start, lastTick * SECOND_MS),
          runbook: rule.runbook,
        })
        .done();
    },
  );

  it.each(ofNewestValue.filter(({ durationSeconds }) => durationSeconds === 0))("$name fires at once", async (rule) => {
    const { name, metric, severity, threshold } = rule;
    await story()
      .of(metric)
      .at("09:00")
      .sample(threshold)
      .expectNoAlert()
      .at("09:00:04")
      .sample(breachOf(rule))
      .expectAlert({ ruleName: name, severity, threshold, class: rule.class ?? "ordinary" })
      .done();
  });

  it.each(ofNewestValue.filter(({ critical }) => critical !== undefined))(
    "$name is critical past its second threshold",
    async ({ name, metric, operator, durationSeconds, critical = 0 }) => {
      const value = critical + (operator === "<" ? -1 : 1);
      const until = timeOf(addMs(clock("09:00"), durationSeconds * SECOND_MS));
      await story()
        .of(metric)
        .at("09:00")
        .samplesUntil(until, value)
        .expectAlert({ ruleName: name, severity: "critical", threshold: critical })
        .done();
    },
  );
});

describe("an alert of payment_outage", () => {
  it("is raised within 16 s, written down, and mailed to EMAIL_TO", async () => {
    await story()
      .at("09:00")
      .samplesUntil("09:00:16", 38.2)
      .expectAlert({ notificationsSent: ["log", "email"], notificationAttempts: 2, escalatesAt: clock("09:30:16") })
      .expectMails("ops@x.test: [CRITICAL]")
      .look(({ timeline, notifications }) => {
        expect(timeline.map(({ kind }) => kind)).toEqual(["raised", "notified", "attempt", "attempt"]);
        expect(timeline[0]?.message).toBe(
          "Raised as critical: Payments failing: payment_failure_rate_1m 38.2 % is above 20 % for 15 s",
        );
        expect(timeline[1]?.message).toBe(
          "It was raised: told by log and email to ops@x.test; not by slack, pagerduty, sms, webhook and push",
        );
        const bySlack = notifications.find(({ channel }) => channel === "slack");
        expect(bySlack).toMatchObject({
          status: "skipped",
          reason: "slack is not configured: set SLACK_WEBHOOK_URL or SLACK_BOT_TOKEN",
        });
      })
      .done();
    const [arrived] = mail.arrived;
    expect(arrived?.mail.text).toContain("http://localhost:3000/alerts/1");
    expect(arrived?.mail.html).toContain("#dc3545");
    expect(arrived?.mail.from?.address).toBe("pitboss@x.test");
  });

  it("does not end while it flaps inside the hold-off, and resolves itself after it, marked as such", async () => {
    await story()
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .at("09:00:20")
      .samplesUntil("09:01:04", 1)
      .expectAlert({ status: "triggered" })
      .at("09:01:08")
      .sample(50)
      .at("09:01:12")
      .samplesUntil("09:02:08", 1)
      .expectAlert({ status: "triggered" })
      .at("09:02:12")
      .sample(1)
      .expectNoAlert()
      .expectAlerts(1)
      .expectLast({
        status: "resolved",
        autoResolved: true,
        resolvedBy: "rule payment_outage",
        resolvedAt: clock("09:02:12"),
        escalatesAt: null,
      })
      .look(({ timeline, notifications }) => {
        expect(timeline.find(({ kind }) => kind === "resolved")?.message).toBe(
          "Resolved by itself: the condition is clear for 1 min without a gap",
        );
        const ofResolution = notifications.filter(({ occasion }) => occasion === "resolved");
        expect(ofResolution.filter(({ status }) => status === "delivered").map(({ channel }) => channel)).toEqual([
          "log",
        ]);
        expect(ofResolution.find(({ channel }) => channel === "email")?.reason).toContain("only to who asks");
      })
      .expectMails("ops@x.test: [CRITICAL]")
      .done();
  });

  it("that is resolved by hand while payments fail comes back only after the cooldown", async () => {
    await story()
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .command({ command: "resolve", notes: "provider is back" })
      .expectLast({ status: "resolved", autoResolved: false, resolutionNotes: "provider is back", resolvedBy: "test" })
      .at("09:00:20")
      .samplesUntil("09:15:12", 50)
      .expectNoAlert()
      .samplesUntil("09:15:16", 50)
      .expectAlert({ status: "triggered", triggeredAt: clock("09:15:16") })
      .expectAlerts(2)
      .done();
  });

  it("that resolved itself comes back only after the cooldown", async () => {
    await story()
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .at("09:00:20")
      .samplesUntil("09:01:20", 1)
      .expectNoAlert()
      .at("09:01:24")
      .samplesUntil("09:16:16", 50)
      .expectNoAlert()
      .samplesUntil("09:16:20", 50)
      .expectAlerts(2)
      .done();
  });

  it("goes on being raised beyond its four alerts an hour", async () => {
    const told = story().does(({ db }) => db.execute("update alert_rules set cooldown_minutes = 0, hold_seconds = 0"));
    for (const minute of ["00", "05", "10", "15", "20"]) {
      told.at(`09:${minute}`).samplesUntil(`09:${minute}:16`, 50).at(`09:${minute}:20`).sample(1);
    }
    await told.expectAlerts(5).at("10:00").samplesUntil("10:00:20", 50).expectAlerts(6).done();
  });
});
