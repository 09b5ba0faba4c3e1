import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { notifications } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { MINUTE_MS } from "@/lib/kernel/time";
import { type MailServer, startMailServer } from "./mail-server";
import { alertsNamed, collects, FIVE, providerStory } from "./provider-story";
import { clock, type Scenario } from "./scenario";

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
const BUNDLE = "[CRITICAL] 4 alerts in Payments, Aurora";

/** The e-mail rows, oldest first. */
const rows = () =>
  database.db.select().from(notifications).where(eq(notifications.channel, "email")).orderBy(asc(notifications.id));

describe("a rule that flaps", () => {
  /** Fails and recovers every `stepMs`, from 09:00. */
  function flapping(told: Scenario, { stepMs, flips }: { stepMs: number; flips: number }): Scenario {
    for (let flip = 0; flip < flips; flip += 1) {
      const at = new Date(clock("09:00").getTime() + flip * stepMs).toISOString().slice(11, 19);
      told.at(at).does(collects(flip % 2 === 0 ? 50 : 1, "a"));
    }
    return told;
  }

  it("ten times in five minutes tells one message", async () => {
    const told = story({ cooldownMs: 15 * MINUTE_MS, holdMs: MINUTE_MS });
    await flapping(told, { stepMs: 30_000, flips: 10 }).at("09:20").expectMails("ops@x.test: [CRITICAL]").done();
  });

  it("through an hour, with a cooldown of 15 minutes, is told of each of its 4 alerts", async () => {
    const told = story({ cooldownMs: 15 * MINUTE_MS });
    await flapping(told, { stepMs: MINUTE_MS, flips: 60 }).at("10:00").expectAlerts(4).done();
    expect(named()).toEqual([1, 2, 3, 4]);
  });

  it("through an hour without a cooldown is told of 4 at once and of all others as one: none is lost", async () => {
    const told = flapping(story(), { stepMs: MINUTE_MS, flips: 60 });
    await told
      .expectAlerts(30)
      .expectMails(...[1, 2, 3, 4].map(() => "ops@x.test: [CRITICAL]"))
      .at("10:00")
      .done();
    expect(mail.arrived).toHaveLength(5);
    expect(subjects().at(-1)).toBe("[RESOLVED CRITICAL] 26 alerts of provider_failing");
    expect(named()).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    const fifth = (await rows()).find(({ alertId, occasion }) => alertId === 5 && occasion === "triggered");
    expect(fifth?.reason).toBe("over 4 alerts an hour: told with the others, at 10:00 UTC at the latest");
  });
});

describe("messages to one recipient", () => {
  it("about other alerts pass one that the mail server refuses", async () => {
    await story({ class: "player_safety" })
      .mailServer({ kind: "refuse", code: 450 })
      .at("09:00")
      .does(collects(50, "a"))
      .at("09:00:02")
      .does(collects(50, "b"))
      .at("09:00:03")
      .does(collects(50, "c"))
      .mailServer({ kind: "take" })
      .does(collects(50, "d"))
      .expectMails("ops@x.test: [CRITICAL]")
      .at("09:05")
      .done();
    expect(named().at(0)).toBe(4);
    expect(named().sort()).toEqual([1, 2, 3, 4]);
  });

  it("are sent as one again when a bundle is refused for now", async () => {
    await story()
      .at("09:00")
      .does(collects(50, ...FIVE))
      .mailServer({ kind: "refuse", code: 450 })
      .at("09:05:04")
      .mailServer({ kind: "take" })
      .at("09:05:05")
      .done();
    expect(named().sort()).toEqual([1, 2, 3, 4, 5]);
    expect(subjects()).toHaveLength(2);
  });

  it("are one after a crash between sending a bundle and recording it, under the same message id", async () => {
    await story()
      .at("09:00")
      .does(collects(50, ...FIVE))
      .at("09:05")
      .does(({ db }) =>
        db.execute(sql`update notifications set status = 'sending', delivered_at = null, receipt = null,
          next_attempt_at = ${clock("09:05").toISOString()}::timestamptz,
          leased_until = ${clock("09:06").toISOString()}::timestamptz where channel = 'email' and bundle is not null`),
      )
      .at("09:10")
      .done();
    const bundles = mail.arrived.slice(1);
    expect(bundles.map(({ mail: { subject } }) => subject)).toEqual([BUNDLE, BUNDLE]);
    expect(new Set(bundles.map(({ mail: { messageId } }) => messageId)).size).toBe(1);
    expect((await rows()).every(({ status }) => status === "delivered")).toBe(true);
  });
});
