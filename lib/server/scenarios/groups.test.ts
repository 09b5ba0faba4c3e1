import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alertGroups, alertRules, alerts, deliveryAttempts, notifications } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { type MailServer, startMailServer } from "./mail-server";
import { alertsNamed, collects, FIVE, providerRule, providerStory } from "./provider-story";
import { clock } from "./scenario";

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

const story = (changes?: Parameters<typeof providerStory>[1]) => providerStory({ database, mail }, changes);
const subjects = () => mail.arrived.map(({ mail: { subject } }) => subject);
const named = () => alertsNamed(mail.arrived);

/** The e-mail rows, oldest first. */
const rows = () =>
  database.db.select().from(notifications).where(eq(notifications.channel, "email")).orderBy(asc(notifications.id));

describe("alerts of one subsystem and brand", () => {
  it("that are critical tell the first at once and the rest as one after 5 minutes", async () => {
    await story({ maxAlertsPerHour: 10 })
      .at("09:00")
      .does(collects(50, ...FIVE))
      .expectMails("ops@x.test: [CRITICAL]")
      .at("09:04:59")
      .expectMails("ops@x.test: [CRITICAL]")
      .at("09:05")
      .look(({ timeline }) => {
        const lines = timeline.map(({ message }) => message);
        expect(lines).toContain("Joined group Payments, Aurora, with 4 others");
        expect(lines.find((line) => line.includes("held"))).toContain(
          "email to ops@x.test (held: told with its group Payments, Aurora at 09:05 UTC)",
        );
        expect(lines.at(-1)).toMatch(/^email to ops@x.test, with notification \d+ delivered: 250/);
      })
      .done();
    expect(subjects()).toEqual([
      expect.stringContaining("(provider_failing, alert 1)"),
      "[CRITICAL] 4 alerts in Payments, Aurora",
    ]);
    expect(named().sort()).toEqual([1, 2, 3, 4, 5]);
    const [, ...bundled] = await rows();
    expect(new Set(bundled.map(({ status, receipt }) => `${status} ${receipt}`)).size).toBe(1);
    expect(await database.db.$count(deliveryAttempts, eq(deliveryAttempts.channel, "email"))).toBe(2);
    const told = await database.db.select().from(alerts);
    expect(told.every(({ notificationsSent }) => notificationsSent.includes("email"))).toBe(true);
  });

  it("that are warnings wait 30 s for each other and are told as one", async () => {
    await story({ severity: "warning" })
      .at("09:00")
      .does(collects(50, "a", "b"))
      .at("09:00:10")
      .does(collects(50, "c"))
      .at("09:00:29")
      .expectMails()
      .at("09:00:30")
      .expectMails("ops@x.test: [WARNING]")
      .done();
    expect(subjects()).toEqual(["[WARNING] 3 alerts in Payments, Aurora"]);
  });

  it("that come one after the other wait for the next notice, and after a quiet time are told at once", async () => {
    await story({ maxAlertsPerHour: 10 })
      .at("09:00")
      .does(collects(50, "a"))
      .at("09:01")
      .does(collects(50, "b"))
      .at("09:04")
      .does(collects(50, "c"))
      .at("09:05")
      .expectMails("ops@x.test: [CRITICAL]", "ops@x.test: [CRITICAL]")
      .at("09:06")
      .does(collects(50, "d"))
      .at("09:09:59")
      .expectMails("ops@x.test: [CRITICAL]", "ops@x.test: [CRITICAL]")
      .at("09:20")
      .does(collects(50, "e"))
      .done();
    expect(subjects()).toEqual([
      expect.stringContaining("alert 1)"),
      "[CRITICAL] 2 alerts in Payments, Aurora",
      expect.stringContaining("alert 4)"),
      expect.stringContaining("alert 5)"),
    ]);
  });

  it("let through at once what is graver than all that was told", async () => {
    const graver = providerRule({ name: "graver", threshold: 90 });
    await story({ severity: "warning" })
      .does(({ db }) => db.insert(alertRules).values(graver))
      .at("09:00")
      .does(collects(50, "a"))
      .at("09:00:10")
      .does(collects(95, "b"))
      .expectMails("ops@x.test: [CRITICAL]")
      .at("09:00:30")
      .expectMails("ops@x.test: [CRITICAL]", "ops@x.test: [WARNING]")
      .done();
  });

  it("escalate at once, and are not told again when their wait ends", async () => {
    await story()
      .at("09:00")
      .does(collects(50, "a", "b"))
      .at("09:01")
      .does((ctx) =>
        commandAlert(ctx, { alertId: 2, move: { command: "escalate", reason: "it is worse", isManual: true } }),
      )
      .expectMails("ops@x.test: [CRITICAL]", "ops@x.test: [ESCALATED to EMERGENCY]")
      .at("09:06")
      .expectMails("ops@x.test: [CRITICAL]", "ops@x.test: [ESCALATED to EMERGENCY]")
      .done();
    expect((await rows()).find(({ alertId, occasion }) => alertId === 2 && occasion === "triggered")).toMatchObject({
      status: "skipped",
      reason: "told at once, since it was escalated",
    });
  });

  it("never wait when players are to be kept safe", async () => {
    await story({ class: "player_safety" })
      .at("09:00")
      .does(collects(50, ...FIVE))
      .expectMails(...FIVE.map(() => "ops@x.test: [CRITICAL]"))
      .done();
  });
});

describe("an alert that resolves before its group is told", () => {
  it("is one line of the bundle", async () => {
    await story()
      .at("09:00")
      .does(collects(50, "a", "b", "c"))
      .at("09:02")
      .does(collects(1, "b"))
      .at("09:05")
      .expectMails("ops@x.test: [CRITICAL]", "ops@x.test: [CRITICAL]")
      .done();
    expect(mail.arrived[1]?.mail.text).toContain("resolved meanwhile, 2026-11-20 09:02:00 UTC");
  });

  it("tells nobody when nothing burns any more, and says so", async () => {
    await story()
      .at("09:00")
      .does(collects(50, "a", "b", "c"))
      .at("09:02")
      .does(collects(1, "a", "b", "c"))
      .at("09:06")
      .expectMails("ops@x.test: [CRITICAL]")
      .look(({ timeline }) => {
        expect(timeline.at(-1)?.message).toBe("Not told by email to ops@x.test: resolved before it was told");
      })
      .done();
    expect((await rows()).filter(({ status }) => status === "held")).toEqual([]);
    const [group] = await database.db.select().from(alertGroups);
    expect(group).toMatchObject({ title: "Payments, Aurora", brand: "aurora", closedAt: clock("09:02") });
  });

  it("leaves the next one to open another group, told at once", async () => {
    await story()
      .at("09:00")
      .does(collects(50, "a"))
      .at("09:01")
      .does(collects(1, "a"))
      .at("09:02")
      .does(collects(50, "b"))
      .expectMails("ops@x.test: [CRITICAL]", "ops@x.test: [CRITICAL]")
      .done();
    expect(await database.db.$count(alertGroups)).toBe(2);
  });
});
