import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listActiveAlerts } from "@/db/queries/alerts";
import { accounts, escalationPolicies, rotations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { PolicyBody } from "@/lib/escalation/body";
import { readEscalation } from "@/lib/server/services/escalation/read-escalation";
import { removePolicy } from "@/lib/server/services/escalation/remove-policy";
import { changePolicy } from "@/lib/server/services/escalation/save-policy";
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

describe("a policy of three steps", () => {
  it("tells each step's people at its time, raises the severity where the step says so, and ends", async () => {
    await story
      .outageAt("09:00", story.payments())
      .expectMails("mara@x.test: [CRITICAL]")
      .at("09:08:15")
      .expectAlert({ status: "triggered", escalatesAt: clock("09:08:16") })
      .at("09:08:16")
      .expectAlert({
        status: "escalated",
        severity: "emergency",
        escalationReason: "not acknowledged for 8 min: step 2 of Payments",
      })
      .at("12:00")
      .expectMails(
        "mara@x.test: [CRITICAL]",
        "tomas@x.test: [ESCALATED to EMERGENCY]",
        "ines@x.test: [ESCALATED to EMERGENCY]",
      )
      .expectAlert({ severity: "emergency", escalationLevel: 2, escalatesAt: null })
      .look(({ notifications }) => {
        const mailed = notifications.filter(
          ({ channel, occasion }) => channel === "email" && occasion === "escalated:1",
        );
        expect(Object.fromEntries(mailed.map(({ recipient, reason }) => [recipient, reason]))).toMatchObject({
          [`account:${story.ids.mara}`]: "step 2 of Payments tells others",
          [`account:${story.ids.ines}`]: "step 2 of Payments tells others",
        });
      })
      .done();
  });

  it("stops with an acknowledgement", async () => {
    await story
      .outageAt("09:00", story.payments())
      .at("09:10")
      .command({ command: "acknowledge" })
      .at("12:00")
      .expectAlert({ status: "acknowledged", escalationLevel: 1, acknowledgedUntil: null })
      .expectMails("mara@x.test: [CRITICAL]", "tomas@x.test: [ESCALATED to EMERGENCY]")
      .done();
  });

  it("comes again as often as it repeats, with the step at 0, and emergency stays emergency", async () => {
    await story
      .outageAt("09:00", story.payments({ repeats: 1, repeat_after_minutes: 30 }))
      .at("09:30:16")
      .expectAlert({
        escalationLevel: 3,
        escalationReason: "not acknowledged for 30 min: step 1 of Payments, time 2",
        severity: "emergency",
      })
      .at("12:00")
      .expectAlert({ escalationLevel: 5, severity: "emergency", escalatesAt: null })
      .expectMails(
        "mara@x.test: [CRITICAL]",
        ...["tomas", "ines", "mara", "tomas", "ines"].map((name) => `${name}@x.test: [ESCALATED to EMERGENCY]`),
      )
      .done();
  });

  it("stays as it was when the alert was raised, whatever becomes of it", async () => {
    await story
      .outageAt("09:00", story.payments())
      .at("09:01")
      .does(async (ctx) => {
        const [{ id } = { id: 0 }] = await ctx.db.select().from(escalationPolicies);
        await changePolicy(ctx, { id, body: PolicyBody.parse(story.payments({ steps: [story.step(2, "ines")] })) });
        await removePolicy(ctx, { id });
      })
      .at("12:00")
      .expectMails(
        "mara@x.test: [CRITICAL]",
        "tomas@x.test: [ESCALATED to EMERGENCY]",
        "ines@x.test: [ESCALATED to EMERGENCY]",
      )
      .done();
  });

  it("has its next step taken early by hand, and keeps the time of the one after", async () => {
    await story
      .outageAt("09:00", story.payments())
      .at("09:03")
      .command({ command: "escalate", reason: "the bank calls", isManual: true })
      .expectAlert({ severity: "emergency", escalationLevel: 1, escalatesAt: clock("09:15:16") })
      .expectMails("mara@x.test: [CRITICAL]", "tomas@x.test: [ESCALATED to EMERGENCY]")
      .at("09:15:16")
      .expectAlert({ escalationLevel: 2, escalatesAt: null })
      .command({ command: "escalate", reason: "still nobody", isManual: true })
      .expectMails(
        "mara@x.test: [CRITICAL]",
        "tomas@x.test: [ESCALATED to EMERGENCY]",
        "ines@x.test: [ESCALATED to EMERGENCY]",
        "mara@x.test: [ESCALATED to EMERGENCY]",
      )
      .done();
  });

  it("tells everyone where its step reaches nobody any more, and says why", async () => {
    await story
      .outageAt("09:00", story.payments())
      .does(({ db, now }) => db.update(accounts).set({ disabledAt: now() }).where(eq(accounts.id, story.ids.tomas)))
      .at("09:08:16")
      .expectMails("mara@x.test: [CRITICAL]", "mara@x.test: [ESCALATED to EMERGENCY]")
      .look(({ timeline }) => {
        const said = timeline.filter(({ kind }) => kind === "notified").at(-1)?.message;
        expect(said).toContain(
          `everyone is told, since step 2 of Payments reaches nobody: account ${story.ids.tomas} is disabled or gone`,
        );
      })
      .done();
  });

  it("tells who is on call when the step is taken, and why", async () => {
    const layer = { name: "First", turnHours: 1, startsOn: "2026-11-20", handOffAt: "09:00", hours: null };
    const layers = [{ ...layer, people: [story.ids.tomas, story.ids.ines] }];
    const [rotation] = await database.db.insert(rotations).values({ name: "Floor", zone: "UTC", layers }).returning();
    const targets = [{ kind: "rotation", rotation_id: rotation?.id ?? 0 }];
    const steps = [0, 65].map((after) => ({ after_minutes: after, targets }));
    await story
      .outageAt("09:00", story.payments({ steps }))
      .look(({ notifications }) => {
        const told = notifications.find(({ recipient }) => recipient === `account:${story.ids.tomas}`);
        expect(JSON.stringify(told?.decision)).toContain("on call for Floor, named by step 1 of Payments");
      })
      .does(async (ctx) => {
        const [alert] = await listActiveAlerts(ctx.db, ctx.scope);
        expect(alert && (await readEscalation(ctx, alert))).toMatchObject({
          policy: { name: "Payments", version: 1 },
          steps_done: 1,
          next: { name: "step 2 of Payments", at: clock("10:05:16").toISOString(), tells: "ines (on call)" },
        });
      })
      .at("10:05:16")
      .expectMails("tomas@x.test: [CRITICAL]", "ines@x.test: [ESCALATED to CRITICAL]")
      .done();
  });
});
