import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database, Queryable } from "@/db/client";
import { alertTimeline, auditEvents, feedEvents, occasions, outbox } from "@/db/schema";
import { type Actor, actorName, limitActor } from "@/lib/access/schema";
import type { NewTimelineEntry } from "@/lib/alerts/schema";
import type { DomainEvent } from "@/lib/events/schema";
import type { NewFeedEvent } from "@/lib/feed/schema";
import { invariant } from "@/lib/kernel/errors";
import type { Scope } from "@/lib/kernel/scope";
import type { NewOccasion } from "@/lib/notifications/schema";
import type { Logger } from "./log";
import { wake } from "./wake";

/** What was done to which thing: `action` is `noun/past-verb`, `subject` is `noun:id`. */
export interface NewAuditEvent {
  action: string;
  subject?: string;
  brand?: string | null;
  details?: Record<string, unknown>;
}

/** Rows that tell of a change. Collected during a unit, written together as its last statements. */
export interface Telling {
  audit(event: NewAuditEvent): void;
  timeline(entry: NewTimelineEntry): void;
  feed(event: NewFeedEvent): void;
  /** @returns the outbox row's id, which is also the event's: sent twice is once. */
  outbox(event: DomainEvent): string;
  /** Something happened to an alert that recipients are decided for; the planner is woken after commit. */
  occasion(occasion: NewOccasion): void;
}

/** Who asks, what they may see, when, and the database: the first argument of every service. */
export interface Context {
  /** The pool, or inside `unit` the open transaction. */
  readonly db: Queryable;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly correlationId: string;
  readonly log: Logger;
  now(): Date;
  /**
   * Runs `work` in one transaction, joining the one that is open. What it told is written last, in the order
   * occasions, outbox, audit, timeline, feed; listeners are woken after commit. Keep network and parsing outside.
   */
  unit<Result>(work: (unit: Unit) => Promise<Result>): Promise<Result>;
}

export type Unit = Context & { readonly tell: Telling };

export interface ContextParts {
  db: Database;
  actor: Actor;
  scope: Scope;
  log: Logger;
  correlationId?: string;
  now?: () => Date;
}

/** Any number: serialises units that tell the feed, so that its ids become visible in order. */
const FEED_LOCK = 7_238_115;

/** What each context was made of, for `actAs`. */
const PARTS = new WeakMap<Context, ContextParts>();

/** The only place where the clock is read and a scope is cast. */
export function createContext(parts: ContextParts): Context {
  const { db, scope, log, correlationId = randomUUID(), now } = parts;
  const actor = scope.brands === "all" ? parts.actor : limitActor(parts.actor, scope.brands);
  const shared = {
    actor,
    scope,
    correlationId,
    log: log.child({ correlationId }),
    now: now ?? readClock,
  };
  const context: Context = {
    ...shared,
    db,
    async unit(work) {
      const told = new Told();
      const result = await db.transaction(async (transaction) => {
        const unit: Unit = {
          ...shared,
          db: transaction,
          tell: told,
          unit: (inner) => inner(unit),
        };
        const worked = await work(unit);
        await told.write(unit);
        return worked;
      });
      told.wakeListeners();
      return result;
    },
  };
  PARTS.set(context, parts);
  return context;
}

/** The same house, clock and correlation, for somebody who acts without a session. Never inside a unit. */
export function actAs(house: Context, who: Pick<ContextParts, "actor" | "scope">): Context {
  const parts = PARTS.get(house);
  invariant(parts !== undefined, "who acts is known before a unit begins");
  return createContext({ ...parts, ...who, correlationId: house.correlationId });
}

/** For what runs before there is a context; everything else asks its context. */
export function readClock(): Date {
  return new Date();
}

export function scopeOf(brands: readonly string[] | "all"): Scope {
  return { brands } as Scope;
}

class Told implements Telling {
  readonly #audits: NewAuditEvent[] = [];
  readonly #entries: NewTimelineEntry[] = [];
  readonly #feed: NewFeedEvent[] = [];
  readonly #outbox: { id: string; event: DomainEvent }[] = [];
  readonly #occasions: NewOccasion[] = [];

  audit(event: NewAuditEvent): void {
    this.#audits.push(event);
  }

  timeline(entry: NewTimelineEntry): void {
    this.#entries.push(entry);
  }

  feed(event: NewFeedEvent): void {
    this.#feed.push(event);
  }

  outbox(event: DomainEvent): string {
    const id = randomUUID();
    this.#outbox.push({ id, event });
    return id;
  }

  occasion(occasion: NewOccasion): void {
    this.#occasions.push(occasion);
  }

  async write({ db, actor, correlationId, now }: Unit): Promise<void> {
    const at = now();
    if (this.#occasions.length > 0) {
      const due = { correlationId, createdAt: at, dueAt: at };
      await db
        .insert(occasions)
        .values(this.#occasions.map((occasion) => ({ ...occasion, ...due })))
        .onConflictDoNothing();
      this.outbox({ name: "occasion/recorded", data: {} });
    }
    const by = actorName(actor);
    const how = actor.kind === "account" && actor.by !== undefined ? { by: actor.by } : {};
    if (this.#outbox.length > 0) {
      await db.insert(outbox).values(
        this.#outbox.map(({ id, event }) => ({
          id,
          name: event.name,
          data: event.data,
          correlationId,
          createdAt: at,
        })),
      );
    }
    if (this.#audits.length > 0) {
      const rows = this.#audits.map((event) => ({ ...event, details: { ...event.details, ...how } }));
      await db.insert(auditEvents).values(rows.map((event) => ({ ...event, at, actor: by, correlationId })));
    }
    if (this.#entries.length > 0) {
      await db.insert(alertTimeline).values(this.#entries.map((entry) => ({ ...entry, at, actor: by, correlationId })));
    }
    if (this.#feed.length > 0) {
      // The notice leaves at commit, for hubs in other processes; the embedded database takes and drops it.
      await db.execute(sql`select pg_advisory_xact_lock(${FEED_LOCK}), pg_notify('pitboss_feed', '')`);
      await db.insert(feedEvents).values(this.#feed.map((event) => ({ ...event, at })));
    }
  }

  wakeListeners(): void {
    if (this.#outbox.length > 0) wake("outbox");
    if (this.#feed.length > 0) wake("feed");
  }
}
