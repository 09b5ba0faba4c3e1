import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listActiveAlerts } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { CustomAlertBody } from "@/lib/alerts/custom";
import type { Context } from "@/lib/server/context";
import { raiseCustom } from "@/lib/server/services/alerts/raise-custom";
import { followSeverity } from "@/lib/server/services/escalation/policy";
import { type MailServer, startMailServer } from "./mail-server";
import { PolicyStory } from "./policy-story";
import { clock } from "./scenario";

let database: TestDatabase;
let mail: MailServer;
let story: PolicyStory;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
  story = new PolicyStory({ database, mail });
});
beforeEach(() => story.begin());
afterAll(async () => {
  await mail.close();
  await database.close();
});

describe("an acknowledgement's time-out by the policy", () => {
  const hour = () => story.payments({ acknowledgement_timeout_minutes: 60 });

  it("holds where none is named, is written down, and begins the steps anew", async () => {
    await story
      .outageAt("09:00", hour())
      .at("09:05")
      .command({ command: "acknowledge" })
      .expectAlert({ acknowledgedUntil: clock("10:05") })
      .look(({ timeline }) =>
        expect(timeline.find(({ kind }) => kind === "acknowledged")?.message).toBe(
          "Acknowledged by test, to be triggered again in 1 h unless resolved, as its escalation policy says",
        ),
      )
      .at("10:05")
      .expectAlert({ status: "triggered", retriggers: 1, escalatesAt: clock("10:13") })
      .at("10:13")
      .expectMails(
        "mara@x.test: [CRITICAL]",
        "mara@x.test: [AGAIN: CRITICAL]",
        "tomas@x.test: [ESCALATED to EMERGENCY]",
      )
      .done();
  });

  it.each([
    [null, null],
    [90 * 60_000, "10:35"],
  ])("gives way to what the acknowledgement names: %s", async (timeoutMs, until) => {
    await story
      .outageAt("09:00", hour())
      .at("09:05")
      .command({ command: "acknowledge", timeoutMs })
      .expectAlert({ acknowledgedUntil: until === null ? null : clock(until) })
      .done();
  });
});

describe("an alert that becomes worse", () => {
  const report = (severity: string) => CustomAlertBody.parse({ type: "system_down", severity, message: "no answer" });

  it("begins with the severity that its policy covers", async () => {
    await story
      .house(story.payments())
      .at("09:00")
      .does((ctx) => raiseCustom(ctx, report("warning")))
      .expectAlert({ escalatesAt: null })
      .at("09:20")
      .does((ctx) => raiseCustom(ctx, report("critical")))
      .expectAlert({ severity: "critical", escalatesAt: clock("09:28") })
      .expectMails("mara@x.test: [WORSE: CRITICAL]")
      .at("09:28")
      .expectMails("mara@x.test: [WORSE: CRITICAL]", "tomas@x.test: [ESCALATED to EMERGENCY]")
      .done();
  });

  it("is told to all whom the steps named so far", async () => {
    await story
      .house(story.payments({ steps: [story.step(0, "mara"), story.step(8, "tomas"), story.step(15, "ines")] }))
      .at("09:00")
      .does((ctx) => raiseCustom(ctx, report("critical")))
      .at("09:10")
      .does((ctx) => raiseCustom(ctx, report("emergency")))
      .look(({ notifications }) => {
        const told = notifications.filter(
          ({ channel, occasion, status }) =>
            channel === "email" && occasion.startsWith("worsened") && status !== "skipped",
        );
        expect(told.map(({ recipient }) => recipient).sort()).toEqual(
          [story.ids.mara, story.ids.tomas].map((id) => `account:${id}`).sort(),
        );
      })
      .expectAlert({ escalatesAt: clock("09:15") })
      .done();
  });

  it("and better again before its first step has none, and begins anew once it is covered again", async () => {
    const isAt = (severity: "warning" | "critical", time: string) => async (ctx: Context) => {
      const [alert] = await listActiveAlerts(ctx.db, ctx.scope);
      if (alert === undefined) return;
      const escalation = await followSeverity(ctx.db, { alert, severity }, clock(time));
      await ctx.db.update(alerts).set({ severity, ...escalation });
    };
    await story
      .outageAt("09:00", story.payments({ severities: ["critical"], steps: [story.step(8, "tomas")] }))
      .expectAlert({ escalatesAt: clock("09:08:16") })
      .at("09:02")
      .does(isAt("warning", "09:02"))
      .expectAlert({ status: "triggered", escalatesAt: null })
      .at("09:20")
      .does(isAt("critical", "09:20"))
      .expectAlert({ status: "triggered", escalatesAt: clock("09:28") })
      .done();
  });

  it("is not looked at again where its policy has no step for it any more", async () => {
    await story
      .outageAt("09:00", story.payments({ severities: ["critical"], steps: [story.step(8, "tomas")] }))
      .does(({ db }) => db.update(alerts).set({ severity: "warning" }))
      .at("09:08:16")
      .expectAlert({ status: "triggered", escalatesAt: null })
      .expectMails("mara@x.test: [CRITICAL]")
      .done();
  });
});

describe("an alert that is hidden", () => {
  it("takes no step meanwhile, and begins anew with the step at 0 when it is shown", async () => {
    await story
      .outageAt("09:00", story.payments())
      .at("09:04")
      .command({ command: "snooze", lengthMs: 20 * 60_000, until: null, untilWorse: false })
      .expectAlert({ escalatesAt: null })
      .at("09:10")
      .expectMails("mara@x.test: [CRITICAL]")
      .command({ command: "unsnooze" })
      .expectAlert({ status: "triggered", escalatesAt: clock("09:18") })
      .at("09:18")
      .expectMails(
        "mara@x.test: [CRITICAL]",
        "mara@x.test: [STILL ON: CRITICAL]",
        "tomas@x.test: [ESCALATED to EMERGENCY]",
      )
      .done();
  });
});
