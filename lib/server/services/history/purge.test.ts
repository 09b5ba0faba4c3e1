import { sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  accounts,
  alertGroups,
  alerts,
  alertTimeline,
  auditEvents,
  demoErrorLogs,
  drills,
  engineEvents,
  engineRuns,
  errorLogs,
  feedEvents,
  healthChecks,
  measureRuns,
  metricSamples,
  notices,
  notifications,
  outbox,
  purgeRuns,
} from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { PurgeTarget } from "@/lib/retention/schema";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { planHistoryPurge, purgeTarget } from "./purge";

const now = new Date("2026-11-20T04:17:00Z");
const settings = { days: { metrics: 90, alerts: 365, errorLogs: 30, audit: 365 }, feedEvents: 3 };
/** Just too old, and just young enough to stay. */
const edge = (days: number) => ({ old: addMs(now, -days * DAY_MS - 1), young: addMs(now, -days * DAY_MS) });

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());

const purge = (target: PurgeTarget) => purgeTarget(database.context({ now }), target, settings);

describe("a purge of rows", () => {
  it("removes what is older than its period, to the millisecond, and keeps a row of it", async () => {
    const { old, young } = edge(30);
    const row = { type: "x", severity: "error", message: "m" };
    await database.db.insert(errorLogs).values([old, young, now].map((at) => ({ ...row, at })));
    expect(await purge("error_logs")).toBe(1);
    expect((await database.db.select().from(errorLogs)).map(({ at }) => at)).toEqual([young, now]);
    expect(await database.db.select().from(purgeRuns)).toMatchObject([
      { at: now, table: "error_logs", before: young, removed: 1, details: {} },
    ]);
  });

  it("goes on batch after batch until none is left", async () => {
    await database.db.execute(sql`insert into health_checks (service, status, checked_at)
      select 'overall', 'healthy', ${edge(90).old.toISOString()}::timestamptz from generate_series(1, 12001)`);
    expect(await purge("health_checks")).toBe(12_001);
    expect(await database.db.select().from(healthChecks)).toEqual([]);
  });

  it("removes resolved alerts with their timeline, and never one that is open", async () => {
    const { old, young } = edge(365);
    const alert = (fingerprint: string, status: string, triggeredAt: Date) => ({
      ruleName: "r",
      metric: "m",
      severity: "critical",
      message: "x",
      ...{ fingerprint, status, triggeredAt },
    });
    const given = [alert("a", "resolved", old), alert("b", "acknowledged", old), alert("c", "resolved", young)];
    await database.db.insert(alerts).values(given);
    const line = { at: old, kind: "raised", actor: "system", message: "raised" };
    await database.db.insert(alertTimeline).values([1, 2].map((alertId) => ({ ...line, alertId })));
    expect(await purge("alerts")).toBe(1);
    expect((await database.db.select().from(alerts)).map(({ fingerprint }) => fingerprint)).toEqual(["b", "c"]);
    expect((await database.db.select().from(alertTimeline)).map(({ alertId }) => alertId)).toEqual([2]);
  });

  it("removes groups that closed and calls that were made so long ago, and no group that is open", async () => {
    const { old, young } = edge(365);
    const group = (key: string, closedAt: Date | null) => ({ key, title: key, openedAt: old, closedAt });
    await database.db.insert(alertGroups).values([group("a", old), group("b", young), group("c", null)]);
    expect(await purge("alert_groups")).toBe(1);
    expect((await database.db.select().from(alertGroups)).map(({ key }) => key)).toEqual(["b", "c"]);
    const run = {
      measureId: 1,
      measureName: "route",
      alertId: 1,
      status: "done",
      url: "https://x.test",
      isDryRun: true,
    };
    await database.db.insert(measureRuns).values([
      { ...run, occasion: "triggered", createdAt: old },
      { ...run, occasion: "escalated", createdAt: young },
    ]);
    expect(await purge("measure_runs")).toBe(1);
  });

  it("removes old notices that are done with, and drills, and none that still waits", async () => {
    const { old, young } = edge(90);
    const notice = (key: string, status: string, createdAt: Date) => ({
      ...{ key, status, createdAt, kind: "drill", recipient: "account:1", channel: "email" },
      content: { title: "t", lines: [], link: null, severity: "info" as const, isSilent: true },
    });
    await database.db
      .insert(notices)
      .values([notice("a", "delivered", old), notice("b", "queued", old), notice("c", "failed", young)]);
    expect(await purge("notices")).toBe(1);
    expect((await database.db.select().from(notices)).map(({ key }) => key)).toEqual(["b", "c"]);
    await database.db.insert(accounts).values({ email: "ana@x.test", name: "Ana", role: "operator" });
    const year = edge(365);
    await database.db
      .insert(drills)
      .values([year.old, year.young].map((at) => ({ accountId: 1, channel: "email", at, outcome: "reached" })));
    expect(await purge("drills")).toBe(1);
  });

  it("remembers the last audit event it removed", async () => {
    const { old, young } = edge(365);
    await database.db
      .insert(auditEvents)
      .values([old, old, young].map((at) => ({ at, actor: "system", action: "x/done" })));
    expect(await purge("audit_events")).toBe(2);
    expect(await database.db.select().from(purgeRuns)).toMatchObject([{ details: { lastRemovedId: 2 } }]);
  });

  it("keeps events not yet sent or matched, and runs not yet ended", async () => {
    const { old, young } = edge(7);
    const event = (id: string, sentAt: Date | null) => ({
      id,
      name: "x",
      data: {},
      correlationId: "c",
      createdAt: old,
      sentAt,
    });
    const ids = [
      "00000000-0000-4000-8000-000000000001",
      "00000000-0000-4000-8000-000000000002",
      "00000000-0000-4000-8000-000000000003",
    ];
    await database.db
      .insert(outbox)
      .values([event(`${ids[0]}`, old), event(`${ids[1]}`, null), event(`${ids[2]}`, young)]);
    expect(await purge("outbox")).toBe(1);
    const run = (id: string, endedAt: Date | null) => ({
      id,
      fnId: "f",
      status: "completed" as const,
      events: [],
      createdAt: old,
      endedAt,
    });
    await database.db.insert(engineRuns).values([run("a", old), run("b", null), run("c", young)]);
    expect(await purge("engine_runs")).toBe(1);
    const heard = { name: "x", data: {}, ts: 1, createdAt: old };
    await database.db.insert(engineEvents).values([
      { id: "a", ...heard, matchedAt: old },
      { id: "b", ...heard },
    ]);
    expect(await purge("engine_events")).toBe(1);
  });

  it("keeps the newest feed events, however old", async () => {
    const event = { topic: "health", event: "health:update", type: "t", at: edge(90).old, data: {} };
    await database.db.insert(feedEvents).values(Array.from({ length: 5 }, () => event));
    expect(await purge("feed_events")).toBe(2);
    expect((await database.db.select().from(feedEvents)).map(({ id }) => id)).toEqual([3, 4, 5]);
    expect(await purge("feed_events")).toBe(0);
  });

  it("removes why somebody was not told after 30 days, and what was told not", async () => {
    const { old, young } = edge(30);
    await database.ensurePartitions({ from: old, to: now });
    const row = (alertId: number, status: string, createdAt: Date) => ({
      ...{ alertId, status, createdAt, alertTriggeredAt: createdAt },
      ...{ occasion: "triggered", recipient: "channel", channel: "log", severity: "info", reason: "r" },
    });
    await database.db
      .insert(notifications)
      .values([row(1, "skipped", old), row(2, "delivered", old), row(3, "skipped", young)]);
    expect(await purge("skipped_notifications")).toBe(1);
    expect((await database.db.select().from(notifications)).map(({ alertId }) => alertId).toSorted()).toEqual([2, 3]);
  });

  it("never touches the platform's table of the same name", async () => {
    await database.db
      .insert(demoErrorLogs)
      .values({ id: "x", type: "t", severity: "error", message: "m", createdAt: edge(400).old });
    await purge("error_logs");
    expect(await database.db.select().from(demoErrorLogs)).toHaveLength(1);
  });
});

describe("a purge of samples", () => {
  afterEach(async () => {
    for (const day of ["20260821", "20260822", "20260823"]) {
      await database.db.execute(sql.raw(`drop table if exists metric_samples_${day}`));
    }
  });

  it("drops days that are over by the period, whole, and no day with anything younger in it", async () => {
    const days = ["2026-08-21T23:59:59.999Z", "2026-08-22T00:00:00Z", "2026-08-23T00:00:00Z"].map(
      (day) => new Date(day),
    );
    await recordSamples(database.context({ now }), {
      samples: days.map((at) => ({ metric: "user_total", labels: {}, at, value: 1 })),
    });
    expect(await purge("metric_samples")).toBe(1);
    const kept = await database.db.select().from(metricSamples).orderBy(metricSamples.at);
    expect(kept.map(({ at }) => at)).toEqual(days.slice(1));
    expect(await purge("metric_samples")).toBe(0);
  });
});

describe("the plan of a purge", () => {
  it("goes over every table once", async () => {
    const targets = await planHistoryPurge(database.context({ now }));
    expect(new Set(targets).size).toBe(targets.length);
    for (const target of targets) await purge(target);
    expect(await database.db.select().from(purgeRuns)).toHaveLength(targets.length);
  });
});
