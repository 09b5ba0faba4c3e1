import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, alerts, notices, rotationOverrides, rotations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import type { Layer } from "@/lib/on-call/schema";
import type { Context } from "@/lib/server/context";
import { tellHandOffs } from "@/lib/server/services/on-call/tell-hand-offs";
import { warnOfGaps } from "@/lib/server/services/on-call/warn-of-gaps";
import { type MailServer, startMailServer } from "./mail-server";
import { clock, Scenario } from "./scenario";

let database: TestDatabase;
let mail: MailServer;
const SETTINGS = { SMTP_HOST: "127.0.0.1" };

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
});
beforeEach(async () => {
  await database.reset();
  mail.arrived.length = 0;
  mail.answer = { kind: "take" };
  await database.db.insert(accounts).values([
    { email: "ana@x.test", name: "Ana", role: "operator" },
    { email: "ben@x.test", name: "Ben", role: "operator" },
    { email: "carl@x.test", name: "Carl", role: "admin" },
  ]);
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

/** Ana and Ben take turns of a day at 10:00 in Malta, which is 09:00 UTC; Friday 20 November is Ben's. */
const layer = (changes: Partial<Layer> = {}): Layer => ({
  name: "First",
  people: [1, 2],
  turnHours: 24,
  startsOn: "2026-11-17",
  handOffAt: "10:00",
  hours: null,
  ...changes,
});
const rotate = (changes: Partial<Layer> = {}) =>
  database.db.insert(rotations).values({ name: "Payments", zone: "Europe/Malta", layers: [layer(changes)] });
const tell = (ctx: Context) => tellHandOffs(ctx, SETTINGS);
const warn = (ctx: Context) => warnOfGaps(ctx, SETTINGS);
const story = () => new Scenario({ database, mail });
const subjects = () => mail.arrived.map(({ to, mail: { subject } }) => `${to}: ${subject}`).sort();

describe("a hand-off", () => {
  it("tells who takes over and who is relieved, once, within the minute it happens", async () => {
    await rotate();
    await story().at("08:59").does(tell).expectMails().at("09:00").does(tell).does(tell).at("09:01").does(tell).done();
    expect(subjects()).toEqual([
      "ana@x.test: [Pitboss] You are no longer on call for Payments",
      "ben@x.test: [Pitboss] You are on call for Payments until Sat 21 Nov 10:00",
    ]);
    expect(mail.arrived.find(({ to }) => to === "ben@x.test")?.mail.text).toContain("Ana was on call before you.");
    expect(mail.arrived[0]?.mail.text).toContain("No alert is open.");
  });

  it("names what is open in one line", async () => {
    await rotate();
    const alert = { metric: "m", status: "triggered", fingerprint: "a", triggeredAt: clock("08:30") };
    await database.db.insert(alerts).values([
      { ...alert, ruleName: "slow", severity: "warning", message: "slow" },
      { ...alert, ruleName: "payments_failing", severity: "critical", message: "failing", fingerprint: "b" },
    ]);
    await story().at("09:00").does(tell).done();
    expect(mail.arrived[0]?.mail.text).toContain("2 alerts are open, the gravest critical: payments_failing.");
  });

  it("is told of an override's beginning and end", async () => {
    await rotate();
    await database.db.insert(rotationOverrides).values({
      rotationId: 1,
      accountId: 3,
      startsAt: clock("12:00"),
      endsAt: clock("14:00"),
      createdBy: "carl@x.test",
    });
    await story().at("12:00").does(tell).done();
    expect(subjects()).toEqual([
      "ben@x.test: [Pitboss] You are no longer on call for Payments",
      "carl@x.test: [Pitboss] You are on call for Payments until Fri 20 Nov 15:00",
    ]);
    mail.arrived.length = 0;
    await story().at("14:00").does(tell).done();
    expect(subjects()).toEqual([
      "ben@x.test: [Pitboss] You are on call for Payments until Sat 21 Nov 10:00",
      "carl@x.test: [Pitboss] You are no longer on call for Payments",
    ]);
  });

  it("that happened while the console was down is told after it, unless another came since", async () => {
    await rotate({ turnHours: 1, handOffAt: "10:00", people: [1, 2, 3] });
    await story().at("09:50").does(tell).done();
    expect(mail.arrived).toHaveLength(2);
    expect(mail.arrived.every(({ mail: { text } }) => text?.includes("Europe/Malta"))).toBe(true);
  });
});

describe("a gap to come", () => {
  const hours = { days: ["mon", "tue", "wed", "thu", "fri"] as const, from: "08:00", to: "18:00" };

  it("is warned of to admins the day before, once a week, and again when the rotation changes", async () => {
    await rotate({ hours: { ...hours, days: [...hours.days] } });
    const noon = clock("12:00");
    expect(await warn(database.context({ now: noon }))).toBe(1);
    expect(await warn(database.context({ now: addMs(noon, HOUR_MS) }))).toBe(0);
    await story().at("12:00").done();
    const [notice] = await database.db.select().from(notices);
    expect(notice).toMatchObject({ recipient: "account:3", kind: "hand-off", content: { severity: "warning" } });
    expect(notice?.content.title).toMatch(
      /^Nobody is on call for Payments: Fri 20 Nov 18:00 to Mon 23 Nov 08:00, and \d times more/,
    );
    await database.db.update(rotations).set({ version: 2 });
    expect(await warn(database.context({ now: addMs(noon, HOUR_MS) }))).toBe(1);
  });

  it("is not warned of where somebody is always on call", async () => {
    await rotate();
    expect(await warn(database.context({ now: clock("12:00") }))).toBe(0);
  });

  it("comes where the next one's account is disabled", async () => {
    await rotate();
    await database.db
      .update(accounts)
      .set({ disabledAt: clock("11:00") })
      .where(eq(accounts.id, 1));
    expect(await warn(database.context({ now: clock("12:00") }))).toBe(1);
  });
});
