import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, contactAddresses, drills, rotations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Account, Actor } from "@/lib/access/schema";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { parseEnv } from "@/lib/server/env";
import { readOwnDrills, readReachability, seeDrills } from "@/lib/server/services/drills/list";
import { runDrills } from "@/lib/server/services/drills/run";
import { deliverNotices } from "@/lib/server/services/notifications/deliver-notices";
import { makeOverride } from "@/lib/server/services/on-call/override";
import { type MailServer, startMailServer } from "./mail-server";

let database: TestDatabase;
let mail: MailServer;

/** Wednesday 25 November 2026, 10:00 in Malta. */
const TEN = new Date("2026-11-25T09:00:00Z");

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
    { email: "eve@x.test", name: "Eve", role: "viewer" },
    { email: "admin@demo.invalid", name: "Demo", role: "admin", isDemo: true },
  ]);
  await database.db.insert(adminNotificationPreferences).values([
    { adminUserId: 1, timeZone: "Europe/Malta" },
    { adminUserId: 3, timeZone: "Europe/Malta" },
  ]);
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

const ana: Actor = { kind: "account", id: 1, name: "Ana", email: "ana@x.test", role: "operator" };
const settings = () =>
  parseEnv({
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(mail.port),
    EMAIL_FROM: "p@x.test",
    WEBHOOK_ALLOW_PRIVATE: "1",
  });
const at = (ms: number, actor?: Actor) => database.context({ now: addMs(TEN, ms), ...(actor && { actor }) });
const run = (ms: number) => runDrills(at(ms), settings());
const deliver = (ms: number) => deliverNotices(at(ms), { channel: "email", settings: settings() });
const drilled = async () =>
  (await database.db.select().from(drills)).map(({ channel, outcome }) => `${channel} ${outcome}`);

describe("the weekly drill", () => {
  it("comes on Wednesday at 10:00 of one's own wall, once, and late rather than not at all", async () => {
    expect(await run(-HOUR_MS)).toBe(0);
    expect(await run(0)).toBe(1);
    expect(await run(HOUR_MS)).toBe(0);
    expect(await run(DAY_MS)).toBe(0);
    expect(await run(7 * DAY_MS + 3 * HOUR_MS)).toBe(1);
  });

  it("tests each channel that should reach a person, and no demo account's mailbox", async () => {
    await database.db
      .insert(contactAddresses)
      .values([{ accountId: 1, kind: "phone", value: "+35621234567", verifiedAt: addMs(TEN, -DAY_MS) }]);
    await database.db
      .update(adminNotificationPreferences)
      .set({ phone: "+35621234567", smsNotifications: true })
      .where(eq(adminNotificationPreferences.adminUserId, 1));
    const twilio = { TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "t", TWILIO_FROM: "+3560" };
    expect(await runDrills(at(0), { ...settings(), ...twilio })).toBe(2);
    expect((await drilled()).sort()).toEqual(["email waiting", "sms waiting"]);
  });

  it("is green once the provider took the message", async () => {
    await run(0);
    await deliver(MINUTE_MS);
    expect(mail.arrived[0]?.mail.subject).toBe("[Pitboss] Pitboss weekly drill: nothing to do");
    expect(await readOwnDrills(at(MINUTE_MS, ana))).toMatchObject([
      { channel: "email", outcome: "reached", response: expect.stringMatching(/^250/) },
    ]);
  });

  it("is red when the provider refuses for good", async () => {
    await run(0);
    mail.answer = { kind: "refuse", code: 550 };
    await deliver(MINUTE_MS);
    expect(await readOwnDrills(at(MINUTE_MS, ana))).toMatchObject([
      { outcome: "failed", response: expect.stringMatching(/^550/) },
    ]);
  });

  it("is red after ten minutes without an answer, and is not sent any more then", async () => {
    await run(0);
    mail.answer = { kind: "refuse", code: 450 };
    await deliver(9 * MINUTE_MS);
    expect(await readOwnDrills(at(9 * MINUTE_MS, ana))).toMatchObject([{ outcome: "waiting" }]);
    expect(await readOwnDrills(at(10 * MINUTE_MS, ana))).toMatchObject([
      { outcome: "failed", response: "no answer within ten minutes" },
    ]);
    mail.answer = { kind: "take" };
    await deliver(11 * MINUTE_MS);
    expect(mail.arrived).toEqual([]);
    expect(await drilled()).toEqual(["email failed"]);
  });
});

describe("a red drill", () => {
  const takesOver = (ms: number) =>
    makeOverride(at(ms, ana), {
      rotationId: 1,
      body: { account_id: "me", to: addMs(TEN, ms + HOUR_MS), reason: null },
    });

  beforeEach(async () => {
    const layer = {
      name: "First",
      people: [3],
      turnHours: 24,
      startsOn: "2026-11-01",
      handOffAt: "08:00",
      hours: null,
    };
    await database.db.insert(rotations).values({ name: "Payments", zone: "Europe/Malta", layers: [layer] });
    await run(0);
    mail.answer = { kind: "refuse", code: 550 };
    await deliver(0);
  });

  it("keeps its person from taking over until it was looked at", async () => {
    await expect(takesOver(MINUTE_MS)).rejects.toThrow(
      "The last drill did not reach you by email: look at it on your preferences and mark it as seen, then take over.",
    );
    const [red] = await readOwnDrills(at(MINUTE_MS, ana));
    const seen = await seeDrills(at(2 * MINUTE_MS, ana), [red?.id ?? 0]);
    expect(seen).toMatchObject([{ outcome: "failed", seen_at: addMs(TEN, 2 * MINUTE_MS).toISOString() }]);
    expect(await takesOver(3 * MINUTE_MS)).toMatchObject({ accountId: 1 });
  });

  it("counts no more once a later one is green", async () => {
    const week = 7 * DAY_MS;
    mail.answer = { kind: "take" };
    await run(week);
    await deliver(week);
    expect(await takesOver(week + MINUTE_MS)).toMatchObject({ accountId: 1 });
  });

  it("is marked by its own person alone, and shown to admins beside everybody's", async () => {
    const demo: Actor = { ...ana, id: 3, role: "admin" satisfies Account["role"] };
    await seeDrills(at(MINUTE_MS, demo), [1]);
    await expect(takesOver(MINUTE_MS)).rejects.toThrow("did not reach you");
    expect(await readReachability(at(MINUTE_MS, demo))).toMatchObject([
      { name: "Ana", drills: [{ channel: "email", outcome: "failed", seen_at: null }] },
      { name: "Demo", drills: [] },
    ]);
  });
});
