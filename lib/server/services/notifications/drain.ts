import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { type TakenNotification, takeDue } from "@/db/queries/due-notifications";
import { giveBack, renewLeases } from "@/db/queries/leases";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { bundlesOf } from "@/lib/notifications/bundles-of";
import { isPersonal } from "@/lib/preferences/schema";
import type { Channel } from "@/lib/rules/schema";
import type { ChannelPort } from "@/lib/server/channels/port";
import type { Context } from "@/lib/server/context";
import type { Env } from "@/lib/server/env";
import { fallBack } from "./fall-back";
import { holdOverCap, type Rows } from "./hold-over-cap";
import { inFlightOf } from "./in-flight";
import { loadCaps } from "./load-house";
import { type Recorded, Recorder } from "./recorder";
import { type DrainHouse, loadDrainHouse, sendMessage } from "./send-message";

/** Longer than any attempt takes, and renewed while one lasts, so that nobody takes a row that is still being sent. */
const LEASE_MS = MINUTE_MS;
const RENEW_MS = LEASE_MS / 3;
/** A drain begins no message after this, so that one job step stays short; `dueAt` then says to go on. */
const DRAIN_MS = 20 * SECOND_MS;
/** While something is on its way, what falls due meanwhile is looked for this often (real time). */
const LOOK_MS = 250;
/** Messages taken at once for each that may be on its way; more while a backlog leaves quickly, so that it is read seldom. */
const AHEAD = 2;
const MOST_AHEAD = 400;
/** What was taken is begun within this, or less is taken next time: what is more severe must not wait behind it. */
const QUICK_MS = SECOND_MS;

export interface Drained {
  delivered: number;
  failed: number;
  retried: number;
  /** When to drain again: the earliest retry, probe or room under a cap, or now if more is due; null when all is done. */
  dueAt: Date | null;
}

interface Parts {
  channel: Channel;
  port: ChannelPort;
  settings?: Env;
}

/** One drain of a channel: as many messages on their way as the channel takes at once, each recorded as it ends. */
export class Drain {
  readonly #ctx: Context;
  readonly #parts: Parts;
  readonly #drained: Drained = { delivered: 0, failed: 0, retried: 0, dueAt: null };
  readonly #recorder: Recorder;
  readonly #size: number;
  /** Taken and not begun, in the order they leave. */
  #ready: Rows[] = [];
  readonly #running = new Map<Rows, Promise<void>>();
  #house: DrainHouse = { people: [], alerts: new Map() };
  #renewedAt: Date;
  #refused = new Set<string>();
  #isOpen = false;
  #ahead: number;
  #takenAt: Date | null = null;

  constructor(ctx: Context, parts: Parts) {
    this.#ctx = ctx;
    this.#parts = parts;
    this.#renewedAt = ctx.now();
    this.#size = "concurrency" in parts.port ? parts.port.concurrency : 1;
    this.#ahead = this.#size * AHEAD;
    this.#recorder = new Recorder(ctx, parts.channel);
  }

  /** Sends until nothing is due and nothing is on its way. */
  async run(): Promise<Drained> {
    const startedAt = this.#ctx.now();
    let isMore = true;
    for (;;) {
      const isTime = this.#ctx.now() <= addMs(startedAt, DRAIN_MS);
      if (!isTime || this.#isOpen) break;
      if (this.#ready.length === 0 && this.#free > 0) isMore = await this.#take();
      this.#begin();
      if (this.#running.size === 0 && this.#ready.length === 0 && !isMore) return this.end(null);
      // Where another drain of this process has all the room, this one waits for it, too.
      await this.#oneEnds();
      await this.#fallBack();
    }
    await this.#giveBackReady();
    await this.#allEnd();
    if (this.#isOpen) return this.end(null);
    await this.#fallBack();
    return this.end(this.#ctx.now());
  }

  /** Whether the circuit opened on the way: then nothing more was begun. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Sends the one message that shows whether the provider takes any. @returns whether there was one. */
  async probeOne(): Promise<boolean> {
    const rows = await this.#lease({ limit: 1, which: "probe" });
    const [first] = bundlesOf(rows);
    if (first === undefined) return false;
    this.#house = await loadDrainHouse(this.#ctx, this.#parts.channel, first);
    this.#ready = [first];
    this.#begin();
    await this.#allEnd();
    return true;
  }

  /** What came of it, with another instant to come back at. */
  end(dueAt: Date | null): Drained {
    this.#comeBack(dueAt);
    return this.#drained;
  }

  get #free(): number {
    return this.#size - inFlightOf(this.#ctx.db, this.#parts.channel).messages;
  }

  async #take(): Promise<boolean> {
    const inFlight = inFlightOf(this.#ctx.db, this.#parts.channel);
    const limit = this.#nextLimit();
    // What is tried again leaves half of the room to what was not tried yet.
    const which = inFlight.repeats >= Math.ceil(this.#size / 2) ? "first" : "all";
    const taken = await this.#lease({ limit, which });
    if (taken.length === 0) return false;
    const { channel } = this.#parts;
    const caps = (await loadCaps(this.#ctx.db))[channel] ?? [];
    const within = await holdOverCap(this.#ctx, { channel, caps, bundles: bundlesOf(taken) });
    this.#comeBack(within.until);
    this.#ready = [...within.bundles];
    this.#house = await loadDrainHouse(this.#ctx, channel, within.bundles.flat());
    return true;
  }

  #nextLimit(): number {
    const now = this.#ctx.now();
    const isQuick = this.#takenAt !== null && now.getTime() - this.#takenAt.getTime() < QUICK_MS;
    this.#ahead = isQuick ? Math.min(this.#ahead * 2, MOST_AHEAD) : this.#size * AHEAD;
    this.#takenAt = now;
    return this.#ahead;
  }

  #lease(asked: { limit: number; which: "all" | "first" | "probe" }): Promise<TakenNotification[]> {
    const { channel } = this.#parts;
    const now = this.#ctx.now();
    const besides = [...inFlightOf(this.#ctx.db, channel).ids];
    return takeDue(this.#ctx.db, { ...asked, channel, now, leasedUntil: addMs(now, LEASE_MS), besides });
  }

  #begin(): void {
    while (this.#ready.length > 0 && this.#free > 0 && !this.#isOpen) {
      const rows = this.#ready.shift();
      if (rows === undefined) return;
      const inFlight = inFlightOf(this.#ctx.db, this.#parts.channel);
      inFlight.add(rows);
      const done = this.#deliver(rows).finally(() => {
        inFlight.remove(rows);
        this.#running.delete(rows);
      });
      this.#running.set(rows, done);
    }
  }

  async #deliver(rows: Rows): Promise<void> {
    const at = this.#ctx.now();
    const attempt = await sendMessage(this.#ctx, { ...this.#parts, rows, at, house: this.#house });
    const recorded = attempt === null ? [{ kind: "nothing" as const }] : await this.#recorder.record(attempt);
    for (const one of recorded) this.#count(one, rows);
  }

  #count(recorded: Recorded, [carrier]: Rows): void {
    if (recorded.isOpen) this.#isOpen = true;
    if (recorded.kind === "superseded" || recorded.kind === "nothing") return;
    this.#drained[recorded.kind] += 1;
    if (recorded.kind === "retried") this.#comeBack(recorded.at);
    if (recorded.kind !== "delivered" && isPersonal(this.#parts.channel)) this.#refused.add(carrier.recipient);
  }

  /** Waits until a message has ended, or until it is time to look for what fell due meanwhile. */
  async #oneEnds(): Promise<void> {
    const waiting = new AbortController();
    const look = delay(LOOK_MS, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined);
    await Promise.race([...this.#running.values(), look]);
    waiting.abort();
    await this.#renew();
  }

  async #allEnd(): Promise<void> {
    while (this.#running.size > 0) await this.#oneEnds();
  }

  async #renew(): Promise<void> {
    const now = this.#ctx.now();
    if (now.getTime() - this.#renewedAt.getTime() < RENEW_MS) return;
    this.#renewedAt = now;
    const rows = [...this.#ready.flat(), ...[...this.#running.keys()].flat()];
    const kept = await renewLeases(this.#ctx.db, { rows, until: addMs(now, LEASE_MS) });
    this.#ready = this.#ready.filter((bundle) => bundle.every(({ id }) => kept.has(id)));
  }

  async #giveBackReady(): Promise<void> {
    const ids = this.#ready.flat().map(({ id }) => id);
    this.#ready = [];
    await giveBack(this.#ctx.db, this.#parts.channel, ids);
  }

  async #fallBack(): Promise<void> {
    if (this.#refused.size === 0 || this.#isOpen) return;
    const recipients = [...this.#refused];
    this.#refused.clear();
    const { channel, settings } = this.#parts;
    await fallBack(this.#ctx, { channel, recipients, ...(settings && { settings }) });
  }

  #comeBack(at: Date | null): void {
    const { dueAt } = this.#drained;
    if (at !== null && (dueAt === null || at < dueAt)) this.#drained.dueAt = at;
  }
}
