import type { ChildProcess } from "node:child_process";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { findAlert, listTimeline } from "@/db/queries/alerts";
import { alertRules } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Alert } from "@/lib/alerts/schema";
import { type MailServer, startMailServer } from "@/lib/server/scenarios/mail-server";
import { seriesOf } from "@/lib/server/scenarios/scenario";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { killAtOnce, startConsole } from "./console-process";

const ESCALATION_AFTER_MINUTES = 0.3;
/** A metric that the console's own collections know nothing of. */
const METRIC = "pushed_error_rate";
let database: TestDatabase;
let mail: MailServer;
let consoles: ChildProcess[] = [];

beforeAll(async () => {
  process.env.ESCALATION_AFTER_MINUTES = String(ESCALATION_AFTER_MINUTES);
  database = await testDatabase({ engine: "postgres" });
}, 60_000);
beforeEach(async () => {
  await database.reset();
  mail = await startMailServer();
  await seedDefaultRules(database.context());
  await database.db
    .update(alertRules)
    .set({ metricName: METRIC, durationSeconds: 0 })
    .where(sql`${alertRules.ruleName} = 'payment_outage'`);
});
afterEach(async () => {
  await Promise.all(consoles.map(killAtOnce));
  consoles = [];
  await mail.close();
});
afterAll(() => database.close());

async function openConsole(): Promise<ChildProcess> {
  const started = await startConsole({
    DATABASE_URL: database.url,
    ESCALATION_AFTER_MINUTES: String(ESCALATION_AFTER_MINUTES),
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(mail.port),
    EMAIL_TO: "ops@x.test",
    EMAIL_FROM: "pitboss@x.test",
    METRICS_COLLECTION_INTERVAL: "60",
  });
  consoles.push(started);
  return started;
}

/** A critical alert, raised now. */
async function raise(): Promise<Alert> {
  const ctx = database.context();
  const at = ctx.now();
  const samples = [{ series: await seriesOf(ctx, METRIC), at, value: 50 }];
  const { raised } = await evaluateRules(ctx, { at, samples });
  return present(raised[0] ?? 0);
}

async function present(id: number): Promise<Alert> {
  const alert = await findAlert(database.db, database.context().scope, id);
  if (alert === null) throw new Error(`There is no alert ${id}.`);
  return alert;
}

/** Asks the database again and again, at its pace, until it says so. */
async function until(what: (alert: Alert) => boolean, id: number): Promise<Alert> {
  for (;;) {
    const alert = await present(id);
    if (what(alert)) return alert;
    await database.db.execute(sql`select pg_sleep(0.05)`);
  }
}

const subjects = () => mail.arrived.map((arrived) => arrived.mail.subject?.replace(/\].*$/, "]"));

it("goes on after kill -9: the waiting mail arrives, and the escalation comes at its instant", {
  timeout: 60_000,
}, async () => {
  mail.answer = { kind: "refuse", code: 450 };
  const first = await openConsole();
  const { id, escalatesAt } = await raise();
  await until(({ notificationAttempts }) => notificationAttempts >= 2, id);
  await killAtOnce(first);
  expect(subjects()).toEqual([]);

  mail.answer = { kind: "take" };
  await database.db.execute(sql`delete from engine_lease`);
  await openConsole();
  const openedAt = database.context().now();
  await until(({ notificationsSent }) => notificationsSent.includes("email"), id);
  const escalated = await until(({ status }) => status === "escalated", id);
  const dueAt = Math.max(escalatesAt?.getTime() ?? 0, openedAt.getTime());
  expect(escalated.escalatedAt?.getTime()).toBeGreaterThanOrEqual(escalatesAt?.getTime() ?? 0);
  expect((escalated.escalatedAt?.getTime() ?? 0) - dueAt).toBeLessThan(5_000);
  await until(() => mail.arrived.length === 2, id);
  expect(subjects().toSorted()).toEqual(["[CRITICAL]", "[ESCALATED to EMERGENCY]"]);
});

it("stops the escalation's run when somebody acknowledges, and tells a resolution to the log", {
  timeout: 60_000,
}, async () => {
  await openConsole();
  const { id } = await raise();
  await until(({ notificationsSent }) => notificationsSent.includes("email"), id);
  await commandAlert(database.context(), { alertId: id, move: { command: "acknowledge" } });
  await untilRun("escalate-alert", "completed");
  await commandAlert(database.context(), { alertId: id, move: { command: "resolve", notes: null } });
  // Raised by log and e-mail, acknowledged and resolved by log.
  await until(({ notificationAttempts }) => notificationAttempts === 4, id);
  const timeline = await listTimeline(database.db, database.context().scope, id);
  expect(timeline.at(-1)?.message).toBe("log delivered: written to the log");
  expect((await present(id)).severity).toBe("critical");
  expect(subjects()).toEqual(["[CRITICAL]"]);
});

async function untilRun(fn: string, status: string): Promise<void> {
  for (;;) {
    const { rows } = await database.db.execute(
      sql`select 1 from engine_runs where fn_id like ${`%${fn}`} and status = ${status}`,
    );
    if (rows.length > 0) return;
    await database.db.execute(sql`select pg_sleep(0.05)`);
  }
}
