import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, alertRules } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, SECOND_MS } from "@/lib/kernel/time";
import { ANY } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { type MailServer, startMailServer } from "./mail-server";
import { providerRule } from "./provider-story";
import { DAY, Scenario } from "./scenario";

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

const levels = [
  { severity: "warning" as const, threshold: 20, recovery: null, durationMs: null },
  { severity: "critical" as const, threshold: 60, recovery: null, durationMs: null },
];
const rule = providerRule({
  name: "failing",
  labels: { brand: ANY, provider: ANY },
  channels: ["log", "email"],
  levels,
});
type Saved = Partial<typeof adminNotificationPreferences.$inferInsert>;

/** An instant as hours since the scenario's day began: `2027-03-27T22:00Z` is `3070:00:00`. */
function at(instant: string, offsetSeconds = 0): string {
  const seconds = (new Date(instant).getTime() - DAY.getTime()) / SECOND_MS + offsetSeconds;
  return `${Math.floor(seconds / 3600)}:${Math.floor(seconds / 60) % 60}:${seconds % 60}`;
}

/** Ana keeps quiet from 22:00 to 07:00, if nothing else is said. */
function story(saved: Saved, ...days: string[]): Scenario {
  return new Scenario({ database, mail })
    .does(async () => {
      for (const day of days)
        await database.ensurePartitions({ from: new Date(day), to: addMs(new Date(day), 3 * DAY_MS) });
    })
    .does(({ db }) => db.insert(accounts).values({ email: "ana@x.test", name: "Ana", role: "admin" }))
    .does(({ db }) =>
      db.insert(adminNotificationPreferences).values({
        adminUserId: 1,
        quietHoursEnabled: true,
        quietStartTime: "22:00",
        quietEndTime: "07:00",
        ...saved,
      }),
    )
    .does(({ db }) => db.insert(alertRules).values(rule));
}

const fails =
  (value: number, brand = "aurora") =>
  async (ctx: Context) => {
    const labels = { brand, provider: "nordpay" };
    const sample = { metric: "payment_failure_rate_1m", labels, at: ctx.now(), value };
    await evaluateRules(ctx, { at: ctx.now(), samples: await recordSamples(ctx, { samples: [sample] }) });
  };

describe("a warning in a night when clocks change", () => {
  it.each([
    ["Europe/Malta", "forward", "2027-03-28T00:30:00Z", "2027-03-28T05:00:00Z"],
    ["Europe/Malta", "back, before the hour comes again", "2027-10-31T00:30:00Z", "2027-10-31T06:00:00Z"],
    ["Europe/Malta", "back, when the hour has come again", "2027-10-31T01:30:00Z", "2027-10-31T06:00:00Z"],
    ["America/New_York", "forward", "2027-03-14T06:30:00Z", "2027-03-14T11:00:00Z"],
    ["America/New_York", "back", "2027-11-07T06:30:00Z", "2027-11-07T12:00:00Z"],
  ])("in %s, %s, waits until seven by the clock on the wall", async (timeZone, _, raised, seven) => {
    await story({ timeZone }, addMs(new Date(raised), -DAY_MS).toISOString().slice(0, 10))
      .at(at(raised))
      .does(fails(50))
      .at(at(seven, -1))
      .expectMails()
      .at(at(seven))
      .expectMails("ana@x.test: [WARNING]")
      .done();
  });

  it.each([
    ["the evening before they begin", "2027-03-27T20:59:00Z"],
    ["the morning they are over, an hour early by yesterday's clock", "2027-03-28T05:00:00Z"],
  ])("is told at once on %s", async (_, raised) => {
    await story({ timeZone: "Europe/Malta" }, "2027-03-27")
      .at(at(raised))
      .does(fails(50))
      .at(at(raised, 31))
      .expectMails("ana@x.test: [WARNING]")
      .done();
  });
});

describe("quiet hours by weekday", () => {
  /** None begin on a Friday; Saturday's last until ten. */
  const saved: Saved = { timeZone: "UTC", quietDays: { fri: null, sat: { start: "23:00", end: "10:00" } } };

  it("hold nothing in a night that has none", async () => {
    await story(saved, "2026-11-20")
      .at(at("2026-11-20T23:30:00Z"))
      .does(fails(50))
      .at(at("2026-11-20T23:31:00Z"))
      .expectMails("ana@x.test: [WARNING]")
      .done();
  });

  it("hold until the end of the day they began on", async () => {
    await story(saved, "2026-11-20")
      .at(at("2026-11-22T02:00:00Z"))
      .does(fails(50))
      .at(at("2026-11-22T09:59:59Z"))
      .expectMails()
      .at(at("2026-11-22T10:00:00Z"))
      .expectMails("ana@x.test: [WARNING]")
      .done();
  });
});

describe("what is critical", () => {
  it("waits like the rest where its breaking through is switched off, and comes in the one digest", async () => {
    await story({ timeZone: "UTC", criticalBreaksQuiet: false }, "2026-11-20")
      .at(at("2026-11-21T06:45:00Z"))
      .does(fails(80))
      .look(({ notifications }) => {
        const held = notifications.find(({ recipient }) => recipient === "account:1");
        expect(held?.reason).toBe("quiet hours 22:00–07:00 UTC; nothing but player safety breaks through");
      })
      .does(fails(50, "kingfisher"))
      .does(({ db }) => db.update(alertRules).set({ isActive: false }))
      .at(at("2026-11-21T06:59:59Z"))
      .expectMails()
      .at(at("2026-11-21T07:00:00Z"))
      .expectMails("ana@x.test: [CRITICAL]")
      .at(at("2026-11-21T07:14:00Z"))
      .expectMails("ana@x.test: [CRITICAL]")
      .done();
    expect(mail.arrived[0]?.mail.subject).toBe("[CRITICAL] While you were quiet: 2 alerts");
  });
});
