import "server-only";
import { asc, eq, isNull, sql } from "drizzle-orm";
import { findRule } from "@/db/queries/rules";
import { alerts, notifications, outbox } from "@/db/schema";
import { AlertStatus } from "@/lib/alerts/schema";
import { transition } from "@/lib/alerts/transition";
import { invariant } from "@/lib/kernel/errors";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { Act, World } from "@/lib/replay/simulation";
import type { AnyStory } from "@/lib/replay/story-fixture";
import { silencesOf } from "@/lib/replay/world-fixture";
import { CHANNELS, UNSEEN } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import type { Env } from "@/lib/server/env";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { expireAcknowledgement } from "@/lib/server/services/alerts/expire-acknowledgement";
import { raiseAlert } from "@/lib/server/services/alerts/raise-alert";
import { advanceEscalation } from "@/lib/server/services/escalation/advance";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { planOccasions } from "@/lib/server/services/notifications/plan";
import { releaseMuted } from "@/lib/server/services/silences/release";
import { loadWorld } from "@/lib/server/services/simulations/load-world";
import { furnishHouse } from "./furnish-house";
import type { Providers } from "./loopback-providers";
import { wokenBy } from "./woken-by";

/** A row of `notifications` once all is over, in the order of decision. */
export interface RealRow {
  occasion: string;
  severity: string;
  channel: string;
  recipient: string;
  status: string;
  reason: string;
  gate: string;
  createdAt: Date;
  deliveredAt: Date | null;
  /** The place of the row whose message named it, from 1. */
  bundle: number | null;
}

interface Parts {
  /** A context over an empty database, by a clock. */
  contextAt: (clock: () => Date) => Context;
  providers: Providers;
}

/**
 * Plays a random story through the services that really run, on a clock moved by hand from one due instant to the next: at
 * each, what is due is delivered, then the policy steps, time-outs end, what hides alerts is looked at, and people act.
 */
export class RealHouse {
  readonly ctx: Context;
  readonly #any: AnyStory;
  readonly #settings: Env;
  readonly #providers: Providers;
  #now: Date;

  constructor(any: AnyStory, { contextAt, providers }: Parts) {
    this.#any = any;
    this.#now = any.at;
    this.#providers = providers;
    this.#settings = providers.settings(any);
    this.ctx = contextAt(() => this.#now);
  }

  /** Everything that decides, as the services would find it when the alert is raised. */
  async furnish(): Promise<World> {
    await furnishHouse(this.ctx, this.#any, this.#providers.push);
    return loadWorld(this.ctx, this.#settings);
  }

  async play(): Promise<RealRow[]> {
    const { at, horizonMs } = this.#any;
    const acts = [...this.#any.acts];
    await this.#raise();
    await this.#work();
    for (
      let due = await this.#nextDue(acts);
      due !== null && due <= addMs(at, horizonMs);
      due = await this.#nextDue(acts)
    ) {
      if (due > this.#now) this.#now = due;
      await this.#fallDue();
      while (acts[0] !== undefined && addMs(at, acts[0].afterMs) <= this.#now) await this.#act(acts.shift());
    }
    return this.#rows();
  }

  async #raise(): Promise<void> {
    const { rule: asked, labels } = this.#any;
    const rule = await findRule(this.ctx.db, 1);
    invariant(rule !== null, "the house has its rule");
    const series = { id: 1, metric: rule.metric, labels };
    const verdict = { kind: "raise" as const, severity: asked.severity, since: this.#now, capUntil: null };
    const given = { rule, series, sample: { at: this.#now, value: 38.2 }, verdict, state: UNSEEN, expected: 0 };
    await this.ctx.unit((unit) => raiseAlert(unit, given, null));
  }

  async #nextDue(acts: readonly Act[]): Promise<Date | null> {
    const result = await this.ctx.db.execute<{ at: string | null }>(sql`
      select to_json(least((select min(least(escalates_at, acknowledged_until)) from alerts),
        (select min(next_attempt_at) from notifications where status in ('queued', 'held', 'sending')))) as at`);
    const stored = result.rows[0]?.at ?? null;
    const [next] = acts;
    const dues = [
      ...(stored === null ? [] : [new Date(stored)]),
      ...(next === undefined ? [] : [addMs(this.#any.at, next.afterMs)]),
      ...this.#looks().filter((look) => look > this.#now),
    ];
    return dues.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  }

  /** The whole minutes at which what hides alerts changes. */
  #looks(): Date[] {
    return silencesOf(this.#any)
      .flatMap(({ startsAt, endsAt }) => (endsAt === null ? [startsAt] : [startsAt, endsAt]))
      .map((at) => new Date(Math.ceil(at.getTime() / MINUTE_MS) * MINUTE_MS));
  }

  async #fallDue(): Promise<void> {
    await this.#deliverAll();
    await advanceEscalation(this.ctx, { alertId: 1 });
    await this.#work();
    await expireAcknowledgement(this.ctx, { alertId: 1 });
    await this.#work();
    if (this.#looks().some((look) => look.getTime() === this.#now.getTime())) await releaseMuted(this.ctx);
    await this.#work();
  }

  async #deliverAll(): Promise<void> {
    const due = await this.ctx.db
      .selectDistinct({ channel: notifications.channel })
      .from(notifications)
      .where(sql`status in ('queued', 'held') and next_attempt_at <= ${this.#now.toISOString()}::timestamptz`);
    for (const channel of CHANNELS.filter((one) => due.some((row) => row.channel === one)))
      await deliverDue(this.ctx, { channel, settings: this.#settings });
  }

  async #act(act: Act | undefined): Promise<void> {
    const [alert] = await this.ctx.db.select({ status: alerts.status }).from(alerts);
    if (act === undefined || alert === undefined) return;
    const severity = this.#any.rule.severity;
    if (transition({ status: AlertStatus.parse(alert.status), severity }, act.kind).kind === "refused") return;
    const move =
      act.kind === "resolve"
        ? { command: "resolve" as const, notes: null }
        : { command: "acknowledge" as const, ...("timeoutMs" in act ? { timeoutMs: act.timeoutMs } : {}) };
    await commandAlert(this.ctx, { alertId: 1, move });
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
      await this.ctx.db.update(outbox).set({ sentAt: this.#now }).where(eq(outbox.id, event.id));
      const woken = wokenBy(event);
      if (woken.kind === "planner") await planOccasions(this.ctx, this.#settings);
      if (woken.kind === "channel") await deliverDue(this.ctx, { channel: woken.channel, settings: this.#settings });
    }
  }

  async #rows(): Promise<RealRow[]> {
    const rows = await this.ctx.db.select().from(notifications).orderBy(asc(notifications.id));
    const placeOf = new Map(rows.map(({ id }, place) => [id, place + 1]));
    return rows.map(({ bundle, decision, ...row }) => ({
      ...row,
      gate: String(decision.gate ?? ""),
      bundle: bundle === null ? null : (placeOf.get(bundle) ?? 0),
    }));
  }
}
