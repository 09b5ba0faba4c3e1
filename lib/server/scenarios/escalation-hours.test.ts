import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
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

describe("a policy over a weekend, by the clock of Malta", () => {
  const office = (outside: Record<string, unknown>) => ({
    business_hours: {
      time_zone: "Europe/Malta",
      days: ["mon", "tue", "wed", "thu", "fri"],
      from: "08:00",
      to: "18:00",
      holidays: ["2026-11-23"],
      outside,
    },
  });
  /** On Friday at 18:30:16 by the wall. */
  const friday = (steps: unknown[]) => story.outageAt("17:30", story.payments({ steps }));

  it("waits over Saturday, Sunday and a holiday on Monday, and the steps after keep their distance", async () => {
    await friday([story.step(0, "mara"), story.step(8, "tomas", office({ kind: "wait" })), story.step(15, "ines")])
      .expectAlert({ escalatesAt: clock("103:00") })
      .at("102:59:59")
      .expectMails("mara@x.test: [CRITICAL]")
      .at("103:00")
      .expectAlert({
        escalationReason:
          "not acknowledged for 3 d 13 h 29 min 44 s: step 2 of Payments, with the beginning of its business hours",
        severity: "critical",
        escalatesAt: clock("103:07"),
      })
      .at("103:07")
      .expectMails(
        "mara@x.test: [CRITICAL]",
        "tomas@x.test: [ESCALATED to CRITICAL]",
        "ines@x.test: [ESCALATED to CRITICAL]",
      )
      .expectAlert({ escalatesAt: null })
      .done();
  });

  it("goes on to the next step, where that is its wish", async () => {
    await friday([story.step(0, "mara"), story.step(8, "tomas", office({ kind: "go_on" })), story.step(15, "ines")])
      .at("17:45:16")
      .expectMails("mara@x.test: [CRITICAL]", "ines@x.test: [ESCALATED to CRITICAL]")
      .expectAlert({ escalationLevel: 1, escalatesAt: null })
      .done();
  });

  it("tells others instead, at its time, and within its hours those it names", async () => {
    const steps = () => [
      story.step(0, "mara", office({ kind: "instead", targets: [story.person("ines")] })),
      story.step(8, "tomas", office({ kind: "instead", targets: [story.person("mara")] })),
    ];
    await friday(steps())
      .at("17:38:16")
      .expectMails("ines@x.test: [CRITICAL]", "mara@x.test: [ESCALATED to CRITICAL]")
      .done();
    await story.begin();
    await story
      .outageAt("09:00", story.payments({ steps: steps() }))
      .at("09:08:16")
      .expectMails("mara@x.test: [CRITICAL]", "tomas@x.test: [ESCALATED to CRITICAL]")
      .done();
  });

  it("tells no person while the step at 0 rests and another follows, and everyone where none does", async () => {
    await friday([story.step(0, "tomas", office({ kind: "go_on" })), story.step(8, "ines")])
      .expectMails()
      .look(({ notifications }) => {
        const mara = notifications.find(
          ({ recipient, channel }) => channel === "email" && recipient.endsWith(`:${story.ids.mara}`),
        );
        expect(mara?.reason).toBe("step 1 of Payments rests outside of its business hours");
      })
      .at("17:38:16")
      .expectMails("ines@x.test: [ESCALATED to CRITICAL]")
      .done();
  });

  it("tells everyone at once where its only step is passed over", async () => {
    await friday([story.step(0, "tomas", office({ kind: "go_on" }))])
      .expectMails("mara@x.test: [CRITICAL]")
      .done();
  });
});
