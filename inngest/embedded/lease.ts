import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { engineLease } from "@/db/schema";

/** How long a lease holds without a renewal, by the database's clock. */
const LEASE_MS = 12_000;
const RENEW_MS = 4_000;
/** Whoever waits asks this often, so that another takes over 14 s after the holder's last sign of life at the latest. */
const ASK_MS = 2_000;

const NAME = "executor";

/**
 * Leadership over the jobs: one row, taken when free or run out. It is a row and not a session lock because PGlite has one
 * session for all and a pooled Neon none that lasts.
 */
export class Lease {
  readonly #db: Database;
  readonly #onTaken: () => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly holder: string;
  #heldUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: {
    db: Database;
    holder: string;
    onTaken: () => Promise<void>;
    onError: (error: unknown) => void;
  }) {
    this.#db = options.db;
    this.#onTaken = options.onTaken;
    this.#onError = options.onError;
    this.holder = options.holder;
  }

  /** False as soon as the time of the last renewal is over, even if no answer came: another may hold it by then. */
  get isHeld(): boolean {
    return performance.now() < this.#heldUntil;
  }

  start(): void {
    this.#isStopped = false;
    void this.#keep();
  }

  /** Takes or renews it once. @returns whether it is held. */
  async beat(): Promise<boolean> {
    const wasHeld = this.isHeld;
    const askedAt = performance.now();
    const isTaken = await this.#take();
    this.#heldUntil = isTaken && !this.#isStopped ? askedAt + LEASE_MS : 0;
    if (this.isHeld && !wasHeld) {
      await this.#onTaken().catch((error) => {
        // Not ready to lead: the next beat takes it over anew.
        this.#heldUntil = 0;
        throw error;
      });
    }
    return this.isHeld;
  }

  /** Lets go at once, so that another need not wait for it to run out. */
  async release(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#heldUntil = 0;
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

  async #take(): Promise<boolean> {
    const until = sql`now() + ${LEASE_MS} * interval '1 millisecond'`;
    const taken = await this.#db
      .insert(engineLease)
      .values({ name: NAME, holder: this.holder, until })
      .onConflictDoUpdate({
        target: engineLease.name,
        set: { holder: this.holder, until },
        setWhere: sql`${engineLease.holder} = ${this.holder} or ${engineLease.until} < now()`,
      })
      .returning({ holder: engineLease.holder });
    return taken.length > 0;
  }
}

/** Who holds the lease at present, if anyone does. */
export async function leaseHolder(db: Database): Promise<string | null> {
  const rows = await db
    .select({ holder: engineLease.holder })
    .from(engineLease)
    .where(and(eq(engineLease.name, NAME), sql`${engineLease.until} > now()`));
  return rows[0]?.holder ?? null;
}
