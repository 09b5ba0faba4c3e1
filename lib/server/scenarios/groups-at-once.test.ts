import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alertGroups, alertRules, alerts, notifications, settings as settingRows } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { parseEnv } from "@/lib/server/env";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { type MailServer, startMailServer } from "./mail-server";
import { planOne } from "./plan-one";
import { alertsNamed, collects, FIVE, providerRule } from "./provider-story";
import { clock, DAY } from "./scenario";

let database: TestDatabase;
let mail: MailServer;

beforeAll(async () => {
  database = await testDatabase({ engine: "postgres", max: 12 });
  mail = await startMailServer();
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, 24 * 60 * MINUTE_MS) });
}, 60_000);
beforeEach(async () => {
  await database.reset();
  mail.arrived.length = 0;
  await database.db.insert(alertRules).values(providerRule({ maxAlertsPerHour: 10 }));
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

const at = (time: string) => database.context({ now: clock(time) });
const settings = () =>
  parseEnv({ SMTP_HOST: "127.0.0.1", SMTP_PORT: String(mail.port), EMAIL_TO: "ops@x.test,lead@x.test" });
const drain = (time: string) => deliverDue(at(time), { channel: "email", settings: settings() });
const plan = (alertId: number) =>
  planOne(at("09:00:01"), { alertId, occasion: "triggered", severity: "critical" }, settings());
const idsOf = async () => (await database.db.select({ id: alerts.id }).from(alerts)).map(({ id }) => id);

describe("on several connections of a real Postgres", () => {
  it("alerts raised at once are one group", async () => {
    await Promise.all(FIVE.map((provider) => collects(50, provider)(at("09:00"))));
    const groups = await database.db.selectDistinct({ id: alerts.groupId }).from(alerts);
    expect(groups).toHaveLength(1);
    expect(await database.db.$count(alertGroups)).toBe(1);
  });

  it("of alerts planned at once, twice each, one is told at once and the others wait together", async () => {
    await collects(50, ...FIVE)(at("09:00"));
    const ids = await idsOf();
    await Promise.all([...ids, ...ids].map(plan));
    const rows = await database.db.select().from(notifications).where(eq(notifications.channel, "email"));
    const dues = rows.flatMap(({ status, nextAttemptAt }) => (status === "held" ? [nextAttemptAt] : []));
    expect(rows.filter(({ status }) => status === "queued")).toHaveLength(2);
    expect(dues).toEqual(Array.from({ length: 8 }, () => clock("09:05:01")));
  });

  it("of alerts of one subsystem planned at once, each by itself, one alone passes the caps as the first", async () => {
    const value = { keys: [], wait_seconds: 0, interval_minutes: 5 };
    await database.db.insert(settingRows).values({ key: "grouping", value, updatedBy: "test" });
    await collects(50, ...FIVE)(at("09:00"));
    await Promise.all((await idsOf()).map(plan));
    const passing = await database.db
      .selectDistinct({ id: notifications.alertId })
      .from(notifications)
      .where(sql`decision ->> 'passesCaps' = 'true'`);
    expect(passing).toHaveLength(1);
  });

  it("drains at once send a bundle once to each recipient, whatever comes after it", async () => {
    await collects(50, ...FIVE)(at("09:00"));
    for (const id of await idsOf()) await plan(id);
    await Promise.all(Array.from({ length: 6 }, () => drain("09:00:02")));
    await Promise.all(Array.from({ length: 6 }, () => drain("09:05:02")));
    expect(mail.arrived).toHaveLength(4);
    for (const recipient of ["ops@x.test", "lead@x.test"])
      expect(alertsNamed(mail.arrived.filter(({ to }) => to === recipient))).toEqual([1, 2, 3, 4, 5]);
    expect(await database.db.$count(notifications, sql`status in ('held', 'queued', 'sending')`)).toBe(0);
  });

  it("an alert that joins while the last one resolves is never left in a closed group", async () => {
    for (let round = 0; round < 5; round += 1) {
      await database.reset();
      await database.db.insert(alertRules).values(providerRule({ maxAlertsPerHour: 10 }));
      await collects(50, "a")(at("09:00"));
      await Promise.all([
        commandAlert(at("09:01"), { alertId: 1, move: { command: "resolve", notes: null } }),
        collects(50, "b")(at("09:01")),
      ]);
      const open = await database.db
        .select({ closedAt: alertGroups.closedAt })
        .from(alerts)
        .innerJoin(alertGroups, eq(alertGroups.id, alerts.groupId))
        .where(eq(alerts.status, "triggered"));
      expect(open).toEqual([{ closedAt: null }]);
    }
  });

  it("planning while its alert resolves locks nobody out", async () => {
    await collects(50, ...FIVE)(at("09:00"));
    const ids = await idsOf();
    const outcomes = await Promise.allSettled([
      ...ids.map(plan),
      ...ids.map((alertId) => commandAlert(at("09:01"), { alertId, move: { command: "resolve", notes: null } })),
      ...ids.map((_, index) => collects(1, FIVE[index] ?? "a")(at("09:01"))),
    ]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    for (const reason of refused) expect(reason).toMatchObject({ code: "conflict" });
    expect(await database.db.$count(alerts, sql`status <> 'resolved'`)).toBe(0);
    expect(await database.db.$count(alertGroups, sql`closed_at is null`)).toBe(0);
  });
});
