import "server-only";
import { asc, isNull, sql } from "drizzle-orm";
import { expect } from "vitest";
import { listActiveAlerts, listAlerts, listTimeline } from "@/db/queries/alerts";
import { nextNoticeAt } from "@/db/queries/notices";
import { listNotifications } from "@/db/queries/notifications";
import { nextDueAt } from "@/db/queries/overdue-channels";
import { alerts, metricSeries, outbox } from "@/db/schema";
import type { TestDatabase } from "@/db/test-database";
import type { Alert } from "@/lib/alerts/schema";
import { fingerprint, type Labels } from "@/lib/kernel/labels";
import { addMs, DAY_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Series } from "@/lib/metrics/schema";
import type { Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { type Env, parseEnv } from "@/lib/server/env";
import { type AlertOrder, commandAlert } from "@/lib/server/services/alerts/command";
import { expireAcknowledgement } from "@/lib/server/services/alerts/expire-acknowledgement";
import { advanceEscalation } from "@/lib/server/services/escalation/advance";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { deliverNotices } from "@/lib/server/services/notifications/deliver-notices";
import { planOccasions } from "@/lib/server/services/notifications/plan";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import type { MailServer } from "./mail-server";
import { wokenBy } from "./woken-by";

/** Every scenario plays on this day, in UTC. */
export const DAY = new Date("2026-11-20T00:00:00Z");
const TICK_MS = 4 * SECOND_MS;

/** `09:00`, `09:00:15` or, past midnight, `33:00` as an instant of the day and those after. */
export function clock(time: string): Date {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return addMs(DAY, ((hours * 60 + minutes) * 60 + seconds) * SECOND_MS);
}

/** `09:00:15` of an instant. */
export function timeOf(at: Date): string {
  return at.toISOString().slice(11, 19);
}

interface Parts {
  database: TestDatabase;
  mail: MailServer;
  /** Variables beside those of the mail server. */
  variables?: Record<string, string>;
}

/**
 * A story over a real database and mail server, on a clock that only the story moves. Each line is queued; `done()` tells
 * it. Between two lines the outbox is emptied, and what falls due on the way happens at its own instant.
 */
export class Scenario {
  readonly ctx: Context;
  readonly #settings: Env;
  readonly #parts: Parts;
  #now = clock("08:00");
  #metric = "payment_failure_rate_1m";
  #labels: Labels = {};
  #told: Promise<void>;

  constructor(parts: Parts) {
    this.#parts = parts;
    const variables = {
      SMTP_HOST: "127.0.0.1",
      SMTP_PORT: String(parts.mail.port),
      EMAIL_FROM: "pitboss@x.test",
      ...parts.variables,
    };
    this.#settings = parseEnv(variables);
    this.ctx = parts.database.context({ now: () => this.#now });
    this.#told = this.#begin();
  }

  async #begin(): Promise<void> {
    await this.#parts.database.ensurePartitions({ from: DAY, to: addMs(DAY, 3 * DAY_MS) });
    await seedDefaultRules(this.ctx);
  }

  #line(tell: () => Promise<unknown>): this {
    this.#told = this.#told.then(async () => {
      await tell();
      await this.#work();
    });
    return this;
  }

  done(): Promise<void> {
    return this.#told;
  }

  /** Lets time pass; escalations, time-outs and retries due on the way happen at their instants. */
  at(time: string): this {
    return this.#line(() => this.#passTo(clock(time)));
  }

  /** Which metric the next samples are of. */
  of(metric: string, labels: Labels = {}): this {
    return this.#line(async () => {
      this.#metric = metric;
      this.#labels = labels;
    });
  }

  /** One collection at the present instant. */
  sample(value: number): this {
    return this.#line(() => this.#collect(value));
  }

  /** A collection every 4 s from now to `time`, both included. */
  samplesUntil(time: string, value: number): this {
    return this.#line(async () => {
      for (let at = this.#now; at <= clock(time); at = addMs(at, TICK_MS)) {
        await this.#passTo(at);
        await this.#collect(value);
        await this.#work();
      }
    });
  }

  /** A person's command on the only alert that is open. */
  command(move: AlertOrder): this {
    return this.#line(async () => {
      const alert = await this.#onlyOpen();
      await commandAlert(this.ctx, { alertId: alert.id, move });
    });
  }

  mailServer(answer: MailServer["answer"]): this {
    return this.#line(async () => {
      this.#parts.mail.answer = answer;
    });
  }

  expectNoAlert(): this {
    return this.#line(async () => {
      const open = await listActiveAlerts(this.ctx.db, this.ctx.scope);
      expect(
        open.map(({ ruleName }) => ruleName),
        `open alerts at ${timeOf(this.#now)}`,
      ).toEqual([]);
    });
  }

  expectAlert(expected: Partial<Alert>): this {
    return this.#line(async () => {
      expect(await this.#onlyOpen(), `the open alert at ${timeOf(this.#now)}`).toMatchObject(expected);
    });
  }

  /** The newest alert, open or not. */
  expectLast(expected: Partial<Alert>): this {
    return this.#line(async () => {
      const {
        alerts: [newest],
      } = await listAlerts(this.ctx.db, this.ctx.scope, { limit: 1, offset: 0 });
      expect(newest, `the newest alert at ${timeOf(this.#now)}`).toMatchObject(expected);
    });
  }

  /** How many alerts were ever raised. */
  expectAlerts(count: number): this {
    return this.#line(async () => {
      const { total } = await listAlerts(this.ctx.db, this.ctx.scope, { limit: 1, offset: 0 });
      expect(total, `alerts raised by ${timeOf(this.#now)}`).toBe(count);
    });
  }

  /** Every mail that arrived so far, as `recipient: beginning of the subject`. */
  expectMails(...expected: string[]): this {
    return this.#line(async () => {
      const found = this.#parts.mail.arrived.map(
        ({ to, mail }) => `${to}: ${(mail.subject ?? "").replace(/\].*$/, "]")}`,
      );
      expect(found, `mails by ${timeOf(this.#now)}`).toEqual(expected);
    });
  }

  /** Looks at the newest alert's decisions and timeline by hand. */
  look(
    see: (seen: {
      notifications: Awaited<ReturnType<typeof listNotifications>>;
      timeline: Awaited<ReturnType<typeof listTimeline>>;
    }) => void,
  ): this {
    return this.#line(async () => {
      const {
        alerts: [newest],
      } = await listAlerts(this.ctx.db, this.ctx.scope, { limit: 1, offset: 0 });
      const id = newest?.id ?? 0;
      see({
        notifications: await listNotifications(this.ctx.db, this.ctx.scope, id),
        timeline: await listTimeline(this.ctx.db, this.ctx.scope, id),
      });
    });
  }

  /** Anything else, at the present instant. */
  does(work: (ctx: Context) => Promise<unknown>): this {
    return this.#line(() => work(this.ctx));
  }

  async #onlyOpen(): Promise<Alert> {
    const open = await listActiveAlerts(this.ctx.db, this.ctx.scope);
    expect(
      open.map(({ ruleName }) => ruleName),
      `open alerts at ${timeOf(this.#now)}`,
    ).toHaveLength(1);
    const [only] = open;
    if (only === undefined) throw new Error("unreachable: counted above");
    return only;
  }

  async #collect(value: number): Promise<void> {
    const sample = { metric: this.#metric, labels: this.#labels, at: this.#now, value };
    const samples = await recordSamples(this.ctx, { samples: [sample] });
    await evaluateRules(this.ctx, { at: this.#now, samples });
  }

  async #passTo(until: Date): Promise<void> {
    for (let due = await this.#nextDue(); due !== null && due <= until; due = await this.#nextDue()) {
      if (due > this.#now) this.#now = due;
      await this.#fallDue();
    }
    this.#now = until;
  }

  async #nextDue(): Promise<Date | null> {
    const [{ at } = { at: null }] = await this.ctx.db
      .select({ at: sql`min(least(${alerts.escalatesAt}, ${alerts.acknowledgedUntil}))`.mapWith(alerts.escalatesAt) })
      .from(alerts);
    const retry = await nextDueAt(this.ctx.db, "email");
    const notice = await nextNoticeAt(this.ctx.db, "email");
    const dues = [at, retry, notice].filter((due) => due !== null).sort((a, b) => a.getTime() - b.getTime());
    return dues[0] ?? null;
  }

  async #fallDue(): Promise<void> {
    for (const { id } of await listActiveAlerts(this.ctx.db, this.ctx.scope)) {
      await advanceEscalation(this.ctx, { alertId: id });
      await expireAcknowledgement(this.ctx, { alertId: id });
    }
    await this.#deliver("email");
    await this.#work();
  }

  /** What relay and engine do: each event of the outbox once, in order. */
  async #work(): Promise<void> {
    for (;;) {
      const [event] = await this.ctx.db
        .select()
        .from(outbox)
        .where(isNull(outbox.sentAt))
        .orderBy(asc(outbox.seq))
        .limit(1);
      if (event === undefined) return;
      await this.ctx.db.update(outbox).set({ sentAt: this.#now }).where(sql`${outbox.id} = ${event.id}`);
      const woken = wokenBy(event);
      if (woken.kind === "planner") await planOccasions(this.ctx, this.#settings);
      if (woken.kind === "channel") await this.#deliver(woken.channel);
    }
  }

  async #deliver(channel: Channel): Promise<void> {
    await deliverDue(this.ctx, { channel, settings: this.#settings });
    await deliverNotices(this.ctx, { channel, settings: this.#settings });
  }
}

/** The series of a metric without labels, made on first use. */
export async function seriesOf({ db }: Context, metric: string): Promise<Series> {
  await db
    .insert(metricSeries)
    .values({ metric, labels: {}, fingerprint: fingerprint({}) })
    .onConflictDoNothing();
  const [row] = await db.select().from(metricSeries).where(sql`${metricSeries.metric} = ${metric}`);
  if (row === undefined) throw new Error(`There is no series of ${metric}.`);
  return { id: row.id, metric, labels: row.labels };
}
