import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { advanceEscalation } from "@/lib/server/services/escalation/advance";
import { listOverdue } from "@/lib/server/services/escalation/list-overdue";
import { type MailServer, startMailServer } from "./mail-server";
import { clock, Scenario } from "./scenario";

let database: TestDatabase;
let mail: MailServer;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
});
beforeEach(async () => {
  await database.reset();
  mail.arrived.length = 0;
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

/** An outage raised at 09:00:16, so that its escalation is due at 09:30:16. */
const outage = () =>
  new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } }).at("09:00").samplesUntil("09:00:16", 50);

describe("a critical alert that nobody acknowledges", () => {
  it("escalates to emergency after 30 minutes and tells that severity's channels", async () => {
    await outage()
      .at("09:30:15")
      .expectAlert({ status: "triggered", severity: "critical" })
      .at("09:30:16")
      .expectAlert({
        status: "escalated",
        severity: "emergency",
        escalationLevel: 1,
        escalationReason: "not acknowledged for 30 min",
        escalatedAt: clock("09:30:16"),
        escalatesAt: null,
      })
      .expectMails("ops@x.test: [CRITICAL]", "ops@x.test: [ESCALATED to EMERGENCY]")
      .look(({ notifications, timeline }) => {
        const escalated = notifications.filter(({ occasion }) => occasion === "escalated:1");
        const reasonOf = (channel: string) => escalated.find((one) => one.channel === channel)?.reason;
        expect(reasonOf("sms")).toContain("sms is not configured: set TWILIO_ACCOUNT_SID");
        expect(reasonOf("webhook")).toBe("webhook is not configured: set WEBHOOK_URL and WEBHOOK_SECRET");
        expect(escalated.every(({ severity }) => severity === "emergency")).toBe(true);
        const line = timeline.find(({ kind }) => kind === "escalated");
        expect(line?.message).toBe(
          "Escalated by the escalation policy, critical to emergency: not acknowledged for 30 min",
        );
      })
      .at("12:00")
      .expectAlert({ escalationLevel: 1 })
      .done();
  });
});

describe("the escalation", () => {
  it("stops when somebody acknowledges", async () => {
    await outage()
      .at("09:10")
      .command({ command: "acknowledge" })
      .expectAlert({
        status: "acknowledged",
        acknowledgedBy: "test",
        acknowledgedAt: clock("09:10"),
        escalatesAt: null,
      })
      .at("12:00")
      .expectAlert({ status: "acknowledged", severity: "critical", escalationLevel: 0 })
      .expectMails("ops@x.test: [CRITICAL]")
      .done();
  });

  it("is cancelled when the alert is resolved", async () => {
    await outage()
      .at("09:10")
      .command({ command: "resolve", notes: null })
      .at("12:00")
      .expectLast({ status: "resolved", severity: "critical", escalationLevel: 0, escalatesAt: null })
      .done();
  });

  it("does not come for a warning, unless somebody escalates it to critical", async () => {
    await new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } })
      .of("api_latency_p99")
      .at("09:00")
      .samplesUntil("09:05", 2000)
      .expectAlert({ severity: "warning", escalatesAt: null })
      .expectMails()
      .at("09:20")
      .command({ command: "escalate", reason: "players complain", isManual: true })
      .expectAlert({
        severity: "critical",
        status: "escalated",
        escalationReason: "players complain",
        escalatesAt: clock("09:50"),
      })
      .expectMails("ops@x.test: [ESCALATED to CRITICAL]")
      .at("09:50")
      .expectAlert({ severity: "emergency", escalationLevel: 2 })
      .done();
  });

  it("does no harm when it runs twice, early or for an alert that is gone", async () => {
    const seen: string[] = [];
    await outage()
      .does(async (ctx) => seen.push((await advanceEscalation(ctx, { alertId: 1 })).kind))
      .at("09:30:16")
      .does(async (ctx) => seen.push((await advanceEscalation(ctx, { alertId: 1 })).kind))
      .does(async (ctx) => seen.push((await advanceEscalation(ctx, { alertId: 99 })).kind))
      .expectAlert({ escalationLevel: 1 })
      .done();
    expect(seen).toEqual(["not-yet", "nothing-to-do", "nothing-to-do"]);
  });

  it("that a crash left behind is found by the sweep, and happens once", async () => {
    const overdue: number[][] = [];
    const story = outage();
    await story.done();
    const late = database.context({ now: clock("09:45") });
    overdue.push(await listOverdue(late));
    expect(await advanceEscalation(late, { alertId: 1 })).toMatchObject({ kind: "escalated", level: 1 });
    expect(await advanceEscalation(late, { alertId: 1 })).toMatchObject({ kind: "nothing-to-do" });
    overdue.push(await listOverdue(late));
    expect(overdue).toEqual([[1], []]);
  });
});
