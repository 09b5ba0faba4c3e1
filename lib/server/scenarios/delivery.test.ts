import { asc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, contactAddresses, deliveryAttempts, notifications } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS } from "@/lib/kernel/time";
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
  mail.attempts.count = 0;
  mail.answer = { kind: "take" };
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

const story = (variables: Record<string, string> = { EMAIL_TO: "ops@x.test" }) =>
  new Scenario({ database, mail, variables });
const outage = (variables?: Record<string, string>) => story(variables).at("09:00").samplesUntil("09:00:16", 50);

async function attemptTimes(): Promise<string[]> {
  const rows = await database.db.select().from(deliveryAttempts).orderBy(asc(deliveryAttempts.id));
  return rows.filter(({ channel }) => channel === "email").map(({ at, outcome }) => `${timeOf(at)} ${outcome}`);
}

describe("a mail server that answers 450", () => {
  it("is tried again by the schedule, to the second, and gets the mail once it takes it", async () => {
    await story()
      .mailServer({ kind: "refuse", code: 450 })
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .look(({ notifications }) => {
        const queued = notifications.find(({ channel }) => channel === "email");
        expect(queued).toMatchObject({ status: "queued", attempts: 1, nextAttemptAt: clock("09:00:21") });
        expect(queued?.lastError).toContain("450");
      })
      .at("09:18:30")
      .expectAlert({ notificationsSent: ["log"] })
      .mailServer({ kind: "take" })
      .at("09:29")
      .expectMails("ops@x.test: [CRITICAL]")
      .expectAlert({ notificationsSent: ["log", "email"] })
      .look(({ timeline, notifications }) => {
        const lines = timeline.filter(({ kind, message }) => kind === "attempt" && message.startsWith("email"));
        expect(lines[0]?.message).toMatch(
          /^email to ops@x.test, attempt 1 failed: 450 .*; next attempt 2026-11-20T09:00:21.000Z$/,
        );
        expect(lines.at(-1)?.message).toMatch(/^email to ops@x.test delivered: 250/);
        expect(notifications.find(({ channel }) => channel === "email")).toMatchObject({
          status: "delivered",
          lastError: null,
        });
      })
      .done();
    expect(await attemptTimes()).toEqual([
      "09:00:16 retry",
      "09:00:21 retry",
      "09:00:29 retry",
      "09:01:19 retry",
      "09:03:19 retry",
      "09:08:19 retry",
      "09:18:19 retry",
      "09:28:19 delivered",
    ]);
  });

  it("is given up 24 hours after the first attempt", async () => {
    await story()
      .mailServer({ kind: "refuse", code: 450 })
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .does(({ db }) => db.update(notifications).set({ firstAttemptAt: addMs(clock("09:01"), -DAY_MS) }))
      .at("09:20")
      .look(({ notifications: rows }) => {
        const row = rows.find(({ channel }) => channel === "email");
        expect(row).toMatchObject({ status: "failed", nextAttemptAt: null });
        expect(row?.lastError).toMatch(/^450 .*\(24 hours and 4 attempts passed\)$/);
      })
      .done();
    expect(await attemptTimes()).toEqual(["09:00:16 retry", "09:00:21 retry", "09:00:29 retry", "09:01:00 failed"]);
  });
});

describe("a mail server that refuses for good", () => {
  it("is not asked again after 550", async () => {
    await story()
      .mailServer({ kind: "refuse", code: 550 })
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .mailServer({ kind: "take" })
      .at("09:20")
      .expectMails()
      .look(({ timeline, notifications }) => {
        expect(notifications.find(({ channel }) => channel === "email")).toMatchObject({
          status: "failed",
          attempts: 1,
        });
        expect(timeline.at(-1)?.message).toContain("given up: the provider refused it for good");
      })
      .done();
    expect(mail.attempts.count).toBe(1);
  });
});

describe("a connection that breaks", () => {
  it("is tried again", async () => {
    await story()
      .mailServer({ kind: "cut" })
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .mailServer({ kind: "take" })
      .at("09:00:21")
      .expectMails("ops@x.test: [CRITICAL]")
      .done();
    expect(await attemptTimes()).toEqual(["09:00:16 retry", "09:00:21 delivered"]);
  });
});

describe("who is mailed", () => {
  const account = (name: string, changes: Partial<typeof accounts.$inferInsert> = {}) => ({
    email: `${name}@x.test`,
    name,
    role: "admin",
    ...changes,
  });

  it("is every admin where EMAIL_TO is not set, demo accounts never", async () => {
    await database.db
      .insert(accounts)
      .values([
        account("ana"),
        account("ben"),
        account("carl", { role: "operator" }),
        account("demo", { email: "admin@demo.invalid", isDemo: true }),
        account("gone", { disabledAt: clock("08:00") }),
      ]);
    await outage({}).done();
    expect(mail.arrived.map(({ to }) => to).sort()).toEqual(["ana@x.test", "ben@x.test"]);
  });

  it("is an admin by his own preferences, and EMAIL_TO only for what nobody's cover", async () => {
    await database.db.insert(accounts).values([account("ana"), account("ben")]);
    await database.db
      .insert(adminNotificationPreferences)
      .values([{ adminUserId: 1, email: "ana@phone.test", emergencyAlerts: false }]);
    await database.db
      .insert(contactAddresses)
      .values([{ accountId: 1, kind: "email", value: "ana@phone.test", verifiedAt: clock("08:00") }]);
    await outage().at("09:31").done();
    expect(mail.arrived.map(({ to }) => to)).toEqual(["ana@phone.test", "ops@x.test"]);
  });

  it("is nobody with EMAIL_ENABLED=false, which the row says", async () => {
    await outage({ EMAIL_TO: "ops@x.test", EMAIL_ENABLED: "false" })
      .look(({ notifications }) => {
        expect(notifications.find(({ channel }) => channel === "email")).toMatchObject({
          status: "skipped",
          reason: "email is switched off: EMAIL_ENABLED is false",
        });
      })
      .expectMails()
      .done();
  });

  it("is not an account that was disabled while its mail waited", async () => {
    await database.db.insert(accounts).values([account("ana")]);
    await story({})
      .mailServer({ kind: "refuse", code: 450 })
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .does(({ db }) => db.update(accounts).set({ disabledAt: clock("09:00:17") }))
      .mailServer({ kind: "take" })
      .at("09:05")
      .expectMails()
      .look(({ notifications }) => {
        expect(notifications.find(({ channel }) => channel === "email")?.lastError).toContain("disabled or gone");
      })
      .done();
  });
});
