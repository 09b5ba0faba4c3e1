import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findAlert, listTimeline } from "@/db/queries/alerts";
import { alertRules, alerts, notifications } from "@/db/schema";
import { register } from "@/inngest/embedded/dispatch";
import { Executor } from "@/inngest/embedded/executor";
import { createIntake } from "@/inngest/embedded/intake";
import { requestHandler } from "@/inngest/handler";
import { sendBatch } from "@/inngest/relay";
import { transport, useEngineFetch } from "@/inngest/transport";
import type { Alert } from "@/lib/alerts/schema";
import { addMs, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { createLogger } from "@/lib/server/log";
import { type MailServer, startMailServer } from "@/lib/server/scenarios/mail-server";
import { seriesOf } from "@/lib/server/scenarios/scenario";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";

const METRIC = "pushed_error_rate";
const log = createLogger({ level: "silent" });
let house: TestHouse;
let mail: MailServer;
let engine: Engine;

/** The functions as they are, on the embedded executor: its clock is the test's, that of their services is the real one. */
class Engine {
  readonly #executor: Executor;
  #now: Date;
  readonly #relay: () => Promise<number>;

  private constructor(
    executor: Executor,
    startAt: Date,
    relay: () => Promise<number>,
    bind: (now: () => Date) => void,
  ) {
    this.#executor = executor;
    this.#now = startAt;
    this.#relay = relay;
    bind(() => this.#now);
  }

  /** Imports the client only now: it reads the environment when it is loaded. */
  static async start(): Promise<Engine> {
    const { inngest } = await import("@/inngest/client");
    const { functions } = await import("./all");
    const ours = functions.filter((fn) => !/collect-metrics|purge-history|roll-up/.test(fn.id()));
    const endpoint = {
      url: "http://functions.test/api/inngest",
      signingKey: transport().signingKey,
      handle: requestHandler({ client: inngest, functions: ours }),
    };
    const startAt = house.context().now();
    let now = () => startAt;
    useEngineFetch(createIntake({ db: house.db, now: () => now(), onEvents: () => undefined }));
    const executor = new Executor({
      db: house.db,
      endpoint,
      functions: await register(endpoint),
      log,
      now: () => now(),
    });
    const relay = () => sendBatch({ db: house.db, send: (events) => inngest.send(events), log });
    return new Engine(executor, startAt, relay, (bound) => {
      now = bound;
    });
  }

  /** Sends what the outbox holds and runs what is due, until neither is left. */
  async settle(): Promise<void> {
    do await this.#executor.runUntilIdle();
    while ((await this.#relay()) > 0);
  }

  async pass(ms: number): Promise<void> {
    this.#now = addMs(this.#now, ms);
    await this.settle();
  }

  stop(): Promise<void> {
    return this.#executor.stop();
  }
}

beforeAll(async () => {
  mail = await startMailServer();
  process.env.SMTP_HOST = "127.0.0.1";
  process.env.SMTP_PORT = String(mail.port);
  process.env.EMAIL_TO = "ops@x.test";
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  mail.arrived.length = 0;
  mail.answer = { kind: "take" };
  await seedDefaultRules(house.context());
  await house.db
    .update(alertRules)
    .set({ metricName: METRIC, durationSeconds: 0 })
    .where(sql`${alertRules.ruleName} = 'payment_outage'`);
  engine = await Engine.start();
  return () => engine.stop();
});
afterAll(async () => {
  await mail.close();
  await house.close();
});

/** A critical alert, raised now. */
async function raise(): Promise<number> {
  const ctx = house.context();
  const samples = [{ series: await seriesOf(ctx, METRIC), at: ctx.now(), value: 50 }];
  const { raised } = await evaluateRules(ctx, { at: ctx.now(), samples });
  return raised[0] ?? 0;
}

async function present(id: number): Promise<Alert> {
  const alert = await findAlert(house.db, house.context().scope, id);
  if (alert === null) throw new Error(`There is no alert ${id}.`);
  return alert;
}

const subjects = () => mail.arrived.map((arrived) => arrived.mail.subject?.replace(/\].*$/, "]"));
const ago = () => addMs(house.context().now(), -MINUTE_MS);

describe("an alert that is raised", () => {
  it("is planned and delivered, escalated at its instant, and told to be resolved", async () => {
    const id = await raise();
    await engine.settle();
    expect(subjects()).toEqual(["[CRITICAL]"]);
    expect((await present(id)).notificationsSent.toSorted()).toEqual(["email", "log"]);

    await house.db.update(alerts).set({ escalatesAt: ago() });
    await engine.pass(HOUR_MS);
    expect(await present(id)).toMatchObject({ status: "escalated", severity: "emergency", escalationLevel: 1 });
    expect(subjects()).toEqual(["[CRITICAL]", "[ESCALATED to EMERGENCY]"]);

    await commandAlert(house.context(), { alertId: id, move: { command: "resolve", notes: "provider is back" } });
    await engine.settle();
    const timeline = await listTimeline(house.db, house.context().scope, id);
    expect(timeline.at(-1)?.message).toBe("log delivered: written to the log");
    expect(subjects()).toHaveLength(2);
  });

  it("is not escalated once somebody acknowledged it", async () => {
    const id = await raise();
    await engine.settle();
    await commandAlert(house.context(), { alertId: id, move: { command: "acknowledge" } });
    await engine.settle();
    await engine.pass(2 * HOUR_MS);
    expect(await present(id)).toMatchObject({ status: "acknowledged", severity: "critical" });
  });

  it("is triggered again when an acknowledgement's time-out passes, and told", async () => {
    const id = await raise();
    await engine.settle();
    const move = { command: "acknowledge", timeoutMs: HOUR_MS } as const;
    await commandAlert(house.context(), { alertId: id, move });
    await engine.settle();
    await house.db.update(alerts).set({ acknowledgedUntil: ago() });
    await engine.pass(HOUR_MS);
    expect(await present(id)).toMatchObject({ status: "triggered", retriggers: 1 });
    expect(subjects()).toHaveLength(2);
  });

  it("is mailed by the same run again when the server did not take it", async () => {
    mail.answer = { kind: "refuse", code: 450 };
    const id = await raise();
    await engine.settle();
    expect(subjects()).toEqual([]);
    mail.answer = { kind: "take" };
    await house.db.update(notifications).set({ nextAttemptAt: ago() }).where(sql`status = 'queued'`);
    // The retry counts from the real clock, which has gone on while the engine's stood still.
    await engine.pass(MINUTE_MS / 2);
    expect(subjects()).toEqual(["[CRITICAL]"]);
    expect((await present(id)).notificationAttempts).toBe(3);
  });
});

describe("a message that is held", () => {
  it("is delivered by a run that sleeps until it is due", async () => {
    const cap = { capUntil: addMs(house.context().now(), MINUTE_MS / 2) };
    const id = await raise();
    await house.db.update(alerts).set(cap);
    await engine.settle();
    expect(subjects()).toEqual([]);
    await house.db.update(notifications).set({ nextAttemptAt: ago() }).where(sql`status = 'held'`);
    await engine.pass(MINUTE_MS);
    expect(subjects()).toEqual(["[CRITICAL]"]);
    expect((await present(id)).notificationsSent.toSorted()).toEqual(["email", "log"]);
  });
});

describe("the sweep of each minute", () => {
  it("judges samples that were recorded and not judged", async () => {
    const ctx = house.context();
    await recordSamples(ctx, { samples: [{ metric: METRIC, labels: {}, at: ctx.now(), value: 50 }] });
    await engine.settle();
    await engine.pass(MINUTE_MS);
    expect(subjects()).toEqual(["[CRITICAL]"]);
  });

  it("takes up escalations and messages that no run holds", async () => {
    const id = await raise();
    await house.db.execute(sql`update outbox set sent_at = now()`);
    await house.db.update(alerts).set({ escalatesAt: ago(), escalationStartedAt: addMs(ago(), -30 * MINUTE_MS) });
    await engine.settle();
    expect(await present(id)).toMatchObject({ status: "triggered" });
    await engine.pass(MINUTE_MS);
    expect(await present(id)).toMatchObject({ status: "escalated" });
    expect(subjects()).toEqual(["[CRITICAL]", "[ESCALATED to EMERGENCY]"]);

    await house.db
      .update(notifications)
      .set({ status: "queued", nextAttemptAt: ago() })
      .where(sql`channel = 'email' and status = 'delivered'`);
    await engine.pass(MINUTE_MS);
    expect(subjects()).toHaveLength(4);
  });
});
