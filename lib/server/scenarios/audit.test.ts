import { eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listActiveAlerts } from "@/db/queries/alerts";
import { listUndecided } from "@/db/queries/occasions";
import { alertRules, alerts, notifications, outbox } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { parseEnv } from "@/lib/server/env";
import { auditDelivery } from "@/lib/server/services/notifications/audit";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { planOne } from "./plan-one";
import { collects, providerRule } from "./provider-story";
import { clock, DAY } from "./scenario";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
});
beforeEach(async () => {
  await database.reset();
  await database.db.insert(alertRules).values(providerRule({ channels: ["log"] }));
  await collects(50, "a")(at("09:00"));
});
afterAll(() => database.close());

const at = (time: string) => database.context({ now: clock(time) });
const settings = parseEnv({});
const plan = (time: string) => planOne(at(time), { alertId: 1, occasion: "triggered", severity: "critical" }, settings);
const deliver = (time: string) => deliverDue(at(time), { channel: "log", settings });
/** What the open alerts of the auditor say. */
async function told(): Promise<string[]> {
  const open = await listActiveAlerts(database.db, at("09:00").scope);
  return open.filter(({ ruleName }) => ruleName === "delivery_unanswered").map(({ message }) => message);
}

describe("the auditor of each minute", () => {
  it("finds nothing where all is planned, sent and has its next step", async () => {
    await plan("09:00:01");
    await deliver("09:00:02");
    expect(await auditDelivery(at("09:10"))).toEqual({ found: 0 });
    expect(await told()).toEqual([]);
  });

  it("raises one alert for an occasion that nobody planned, and resolves it once it is", async () => {
    expect(await auditDelivery(at("09:01"))).toEqual({ found: 0 });
    await auditDelivery(at("09:03"));
    await auditDelivery(at("09:04"));
    const said = 'Somebody may not have been told: alert 1: nothing was decided about "triggered"';
    expect(await told()).toEqual([said]);
    const found = await database.db.select().from(alerts).where(eq(alerts.ruleName, "delivery_unanswered"));
    expect(found).toMatchObject([{ severity: "critical", labels: { subsystem: "delivery" }, status: "triggered" }]);
    const events = await database.db.select().from(outbox).where(isNull(outbox.sentAt));
    expect(events.filter(({ name, data }) => name === "alert/triggered" && data.alertId === 2)).toHaveLength(1);
    await plan("09:04:30");
    await deliver("09:04:31");
    await auditDelivery(at("09:05"));
    expect(await told()).toEqual([]);
  });

  it("finds an alert whose next step was lost, and says when it should be", async () => {
    await plan("09:00:01");
    await deliver("09:00:02");
    await database.db.update(alerts).set({ escalatesAt: null });
    await auditDelivery(at("09:03"));
    expect(await told()).toEqual([
      "Somebody may not have been told: alert 1: no step is planned, and its policy has one at 2026-11-20 09:30 UTC",
    ]);
  });

  it("finds a message nobody takes, but not one that waits for its provider", async () => {
    await plan("09:00:01");
    const waiting = { status: "queued", nextAttemptAt: clock("09:00:01"), leasedUntil: clock("09:04") };
    await database.db.update(notifications).set(waiting).where(eq(notifications.channel, "webhook"));
    expect(await auditDelivery(at("09:03"))).toEqual({ found: 0 });
    expect(await auditDelivery(at("09:06:01"))).toEqual({ found: 1 });
    expect((await told())[0]).toMatch(/1 message by webhook was due at 2026-11-20 09:00 UTC, and nobody took it/);
  });

  it("finds nothing about a rule in shadow, which nobody is to hear of", async () => {
    await plan("09:00:01");
    await deliver("09:00:02");
    const shadow = providerRule({ name: "in_shadow", mode: "shadow", channels: ["log"] });
    await database.db.insert(alertRules).values(shadow);
    await collects(50, "b")(at("09:01"));
    expect(await database.db.$count(alerts, eq(alerts.isShadow, true))).toBe(1);
    await plan("09:01:01");
    await database.db.update(alerts).set({ status: "resolved" }).where(eq(alerts.isShadow, false));
    expect(await listUndecided(database.db, clock("09:10"))).toEqual([]);
    expect(await auditDelivery(at("09:10"))).toEqual({ found: 0 });
  });

  it("finds nothing about its own alert, or that would never end", async () => {
    await auditDelivery(at("09:03"));
    await plan("09:03:30");
    await deliver("09:03:31");
    await database.db.update(alerts).set({ escalatesAt: null }).where(eq(alerts.id, 2));
    expect(await auditDelivery(at("09:30"))).toEqual({ found: 0 });
    expect(await told()).toEqual([]);
  });
});
