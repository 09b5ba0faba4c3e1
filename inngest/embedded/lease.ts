import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { engineLease } from "@/db/schema";

/** How long a lease holds without a renewal, by the monotonic clocks of holder and successor; no wall clock counts. */
export const LEASE_MS = 12_000;
const RENEW_MS = 4_000;
/** Whoever waits asks this often, so that another takes over within 16 s of the holder's last renewal. */
const ASK_MS = 2_000;

const NAME = "executor";
const NEXT = { renewals: sql`${engineLease.renewals} + 1` };

/**
 * Leadership over the jobs: one row with a counter, which the holder moves with each renewal. A successor takes it once it
 * has watched the counter stand still for a lease's length. It is a row and not a session lock because PGlite has one
 * session for all and a pooled Neon none that lasts.
 */
export class Lease {
  readonly #db: Database;
  readonly #onTaken: () => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly #clock: () => number;
  readonly holder: string;
  #heldUntil = Number.NEGATIVE_INFINITY;
  /** What the row said when it last changed, and since when it has been seen to say so. */
  #seen: { holder: string; renewals: number; since: number } | undefined;
  #unheldSince: number;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: {
    db: Database;
    holder: string;
    onTaken: () => Promise<void>;
    onError: (error: unknown) => void;
    /** Monotonic milliseconds; given in tests. */
    clock?: () => number;
  }) {
    this.#clock = options.clock ?? (() => performance.now());
    this.#unheldSince = this.#clock();
    this.#db = options.db;
    this.#onTaken = options.onTaken;
    this.#onError = options.onError;
    this.holder = options.holder;
  }

  /** False as soon as the time of the last renewal is over, even if no answer came: another may hold it by then. */
  get isHeld(): boolean {
    return this.#clock() < this.#heldUntil;
  }

  /** Who is known to hold it: this process, or one that has moved the counter within a lease's length. */
  get knownHolder(): string | null {
    if (this.isHeld) return this.holder;
    if (this.#seen === undefined || this.#seen.holder === this.holder) return null;
    return this.#clock() - this.#seen.since < LEASE_MS ? this.#seen.holder : null;
  }

  /** How long ago the last renewal by anyone was seen. */
  get silentMs(): number {
    return this.#clock() - Math.max(this.#unheldSince, this.#seen?.since ?? Number.NEGATIVE_INFINITY);
  }

  start(): void {
    this.#isStopped = false;
    void this.#keep();
  }

  /** Takes or renews it once. @returns whether it is held. */
  async beat(): Promise<boolean> {
    const wasHeld = this.isHeld;
    const askedAt = this.#clock();
    const isTaken = (await this.#renew()) || (await this.#succeed());
    this.#heldUntil = isTaken && !this.#isStopped ? askedAt + LEASE_MS : Number.NEGATIVE_INFINITY;
    if (this.isHeld) this.#unheldSince = askedAt;
    if (this.isHeld && !wasHeld) {
      await this.#onTaken().catch((error) => {
        // Not ready to lead: the next beat takes it over anew.
        this.#heldUntil = Number.NEGATIVE_INFINITY;
        throw error;
      });
    }
    return this.isHeld;
  }

  /** Lets go at once, so that another need not wait for it to run out. */
  async release(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#heldUntil = Number.NEGATIVE_INFINITY;
    await this.#db.delete(engineLease).where(and(eq(engineLease.name, NAME), eq(engineLease.holder, this.holder)));
  }

  async #keep(): Promise<void> {
    try {
      await this.beat();
    } catch (error) {
      this.#onError(error);
    }
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#keep(), this.isHeld ? RENEW_MS : ASK_MS).unref();
  }

  async #renew(): Promise<boolean> {
    const renewed = await this.#db
      .update(engineLease)
      .set(NEXT)
      .where(and(eq(engineLease.name, NAME), eq(engineLease.holder, this.holder)))
      .returning({ holder: engineLease.holder });
    return renewed.length > 0;
  }

  /** Takes it when it is free, or when its counter stood still for a lease's length while it was watched. */
  async #succeed(): Promise<boolean> {
    const { holder } = this;
    const free = await this.#db.insert(engineLease).values({ name: NAME, holder }).onConflictDoNothing().returning();
    if (free.length > 0) return true;
    const askedAt = this.#clock();
    const [row] = await this.#db.select().from(engineLease).where(eq(engineLease.name, NAME));
    const seen = this.#seen;
    if (row === undefined) return false;
    if (seen === undefined || row.holder !== seen.holder || row.renewals !== seen.renewals) {
      // From the answer, not the question: the renewal it shows may have been asked for in between.
      this.#seen = { holder: row.holder, renewals: row.renewals, since: this.#clock() };
      return false;
    }
    if (askedAt - seen.since < LEASE_MS) return false;
    const unmoved = and(
      eq(engineLease.name, NAME),
      eq(engineLease.holder, seen.holder),
      eq(engineLease.renewals, seen.renewals),
    );
    const taken = await this.#db
      .update(engineLease)
      .set({ holder, ...NEXT })
      .where(unmoved)
      .returning();
    return taken.length > 0;
  }
}

/** Whose name is on the lease, whether or not they still live. */
export async function leaseHolder(db: Database): Promise<string | null> {
  const rows = await db.select({ holder: engineLease.holder }).from(engineLease).where(eq(engineLease.name, NAME));
  return rows[0]?.holder ?? null;
}
