import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findAlert } from "@/db/queries/alerts";
import { accounts, adminNotificationPreferences, alerts, replyCodes, usedLinks } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Role } from "@/lib/access/schema";
import type { Alert } from "@/lib/alerts/schema";
import { addMs, DAY_MS, HOUR_MS } from "@/lib/kernel/time";
import { hashToken } from "@/lib/server/access/authenticate";
import { acknowledgeByLink } from "./acknowledge-by-link";
import { type Addressed, acknowledgeWays } from "./acknowledge-ways";
import { readLinkStanding } from "./read-link";

const START = new Date("2026-11-20T09:00:00.500Z");
let database: TestDatabase;
let now = START;
beforeAll(async () => {
  vi.stubEnv("SECRETS_KEY", "a key of the tests only");
  vi.stubEnv("NEXTAUTH_URL", "https://pit.test");
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  now = START;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

const house = () => database.context({ now: () => now });
const MAILED: Addressed = { channel: "email", recipient: "account:1", firstAttemptAt: START };

async function person({ role = "admin", brands }: { role?: Role; brands?: string[] } = {}) {
  await database.db.insert(accounts).values({ email: "mara@x.test", name: "Mara", role, brands: brands ?? null });
}

async function anAlertOf(brand: string | null, changes: Partial<typeof alerts.$inferInsert> = {}): Promise<Alert> {
  const [row] = await database.db
    .insert(alerts)
    .values({
      ruleName: "payment_outage",
      metric: "payment_failure_rate_1m",
      value: 38.2,
      severity: "critical",
      level: "critical",
      status: "triggered",
      message: "Payments failing",
      fingerprint: `f-${brand}`,
      triggeredAt: START,
      brand,
      ...changes,
    })
    .returning({ id: alerts.id });
  const alert = await findAlert(database.db, house().scope, row?.id ?? 0);
  if (alert === null) throw new Error("the alert was just made");
  return alert;
}

async function tokenOf(alert: Alert, addressed = MAILED): Promise<string> {
  const ways = await acknowledgeWays(house(), addressed, [alert]);
  return ways.get(alert.id)?.link.replace("https://pit.test/a/", "") ?? "";
}

describe("the ways to acknowledge from a message", () => {
  it("are the same in every attempt, and others in another message", async () => {
    await person();
    const alert = await anAlertOf("aurora");
    const first = await tokenOf(alert);
    now = addMs(START, HOUR_MS);
    expect(await tokenOf(alert)).toBe(first);
    expect(await tokenOf(alert, { ...MAILED, firstAttemptAt: now })).not.toBe(first);
  });

  it.each([
    ["a mailbox of nobody in particular", { recipient: "address:ops@x.test" }],
    ["a channel", { channel: "slack", recipient: "channel" }],
    ["an account that is gone", { recipient: "account:9" }],
  ] as const)("do not go to %s", async (_, changes) => {
    await person();
    expect(await tokenOf(await anAlertOf(null), { ...MAILED, ...changes })).toBe("");
  });

  it("do not go to who may not act, and not for what needs nobody", async () => {
    await person({ role: "executive" });
    expect(await tokenOf(await anAlertOf(null))).toBe("");
    await database.db.update(accounts).set({ role: "operator" });
    for (const status of ["acknowledged", "resolved"] as const)
      expect(await tokenOf(await anAlertOf(status, { status }))).toBe("");
  });

  it("have a code by text message only, the same while it counts", async () => {
    await person();
    await database.db.insert(adminNotificationPreferences).values({ adminUserId: 1, phone: "+35621234567" });
    const alert = await anAlertOf(null);
    const codeBy = async (channel: "sms" | "email") =>
      (await acknowledgeWays(house(), { ...MAILED, channel }, [alert])).get(alert.id)?.code;
    const code = await codeBy("sms");
    expect(code).toMatch(/^[1-9]\d{3}$/);
    now = addMs(START, HOUR_MS);
    expect(await codeBy("sms")).toBe(code);
    expect(await codeBy("email")).toBeNull();
  });

  it("are those of the gravest alert alone in a text message about several, and of each in a mail", async () => {
    await person();
    await database.db.insert(adminNotificationPreferences).values({ adminUserId: 1, phone: "+35621234567" });
    const several = [
      await anAlertOf("aurora"),
      await anAlertOf("nova", { severity: "emergency" }),
      await anAlertOf(null),
    ];
    const ids = async (channel: "sms" | "email") => [
      ...(await acknowledgeWays(house(), { ...MAILED, channel }, several)).keys(),
    ];
    expect(await ids("sms")).toEqual([2]);
    expect(await ids("email")).toEqual([1, 2, 3]);
    expect(await database.db.select().from(replyCodes)).toHaveLength(1);
  });
});

describe("where a link stands", () => {
  it("is open until it is used, and then says when, also at a second try", async () => {
    await person();
    const token = await tokenOf(await anAlertOf("aurora"));
    expect(await readLinkStanding(house(), token)).toMatchObject({ kind: "open" });
    expect(await database.db.select().from(usedLinks)).toEqual([]);
    expect(await acknowledgeByLink(house(), token)).toMatchObject({ kind: "used", at: START });
    expect(await database.db.select().from(usedLinks)).toMatchObject([{ tokenHash: hashToken(token), accountId: 1 }]);
    now = addMs(START, HOUR_MS);
    expect(await acknowledgeByLink(house(), token)).toMatchObject({ kind: "used", at: START });
  });

  it("is remembered as used until it has expired by itself, and no longer", async () => {
    await person();
    await acknowledgeByLink(house(), await tokenOf(await anAlertOf("aurora")));
    now = addMs(START, 3 * DAY_MS);
    const later = await tokenOf(await anAlertOf("nova"), { ...MAILED, firstAttemptAt: now });
    await acknowledgeByLink(house(), later);
    expect(await database.db.select().from(usedLinks)).toMatchObject([{ tokenHash: hashToken(later) }]);
  });

  it("is used once, also when the acknowledgement was taken back since", async () => {
    await person();
    const alert = await anAlertOf(null);
    const token = await tokenOf(alert);
    await acknowledgeByLink(house(), token);
    await database.db.update(alerts).set({ status: "triggered", acknowledgedAt: null, acknowledgedBy: null });
    expect(await acknowledgeByLink(house(), token)).toMatchObject({ kind: "used" });
    expect(await findAlert(database.db, house().scope, alert.id)).toMatchObject({ status: "triggered" });
  });

  it.each(["acknowledged", "resolved"] as const)("says that the alert is %s already", async (status) => {
    await person();
    const alert = await anAlertOf(null);
    const token = await tokenOf(alert);
    await database.db.update(alerts).set({ status, acknowledgedBy: "Erik", acknowledgedAt: START });
    expect(await acknowledgeByLink(house(), token)).toMatchObject({ kind: status, alert: { acknowledgedBy: "Erik" } });
    expect(await database.db.select().from(usedLinks)).toEqual([]);
  });

  it("is over after a day, whatever became of the alert", async () => {
    await person();
    const token = await tokenOf(await anAlertOf(null));
    now = addMs(START, DAY_MS - 1000);
    expect(await readLinkStanding(house(), token)).toMatchObject({ kind: "open" });
    now = addMs(START, DAY_MS);
    expect(await acknowledgeByLink(house(), token)).toMatchObject({ kind: "expired" });
  });

  it.each(["", "nonsense", "A".repeat(43)])("is broken for what we did not sign: %j", async (token) => {
    expect(await acknowledgeByLink(house(), token)).toEqual({ kind: "broken" });
  });

  it.each([
    ["the account is switched off", { disabledAt: START }, "switched off"],
    ["the role may act no more", { role: "viewer" }, "may not act"],
    ["the brand is no longer seen", { brands: ["nova"] }, "no longer see"],
  ])("is refused when %s", async (_, changes, words) => {
    await person();
    const alert = await anAlertOf("aurora");
    const token = await tokenOf(alert);
    await database.db.update(accounts).set(changes);
    const refused = await acknowledgeByLink(house(), token);
    expect(refused).toMatchObject({ kind: "refused", words: expect.stringContaining(words) });
    expect(refused).not.toHaveProperty("alert");
    expect(await findAlert(database.db, house().scope, alert.id)).toMatchObject({ status: "triggered" });
  });

  it("is refused when another alert got the number since", async () => {
    await person();
    const token = await tokenOf(await anAlertOf(null));
    await database.db
      .update(alerts)
      .set({ triggeredAt: addMs(START, 5000) })
      .where(eq(alerts.id, 1));
    expect(await acknowledgeByLink(house(), token)).toMatchObject({ kind: "refused" });
  });
});
