import "server-only";
import { asc, inArray, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { outbox } from "@/db/schema";
import type { Logger } from "@/lib/server/log";
import { onWake } from "@/lib/server/wake";

/** A domain event on its way: the outbox row's id is the event's, so sending it twice is once. */
export interface OutgoingEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
}

export interface RelayOptions {
  db: Database;
  /** Hands events to the engine; resolves once they are kept there. */
  send: (events: OutgoingEvent[]) => Promise<unknown>;
  log: Logger;
  now?: () => Date;
  sweepMs?: number;
}

const BATCH = 100;
/** What a crash between commit and sending left, or a failed sending, is found by then. */
const SWEEP_MS = 5_000;

/** Sends what units of work left in the outbox, in order: woken after each commit, and by a sweep. */
export class Relay {
  readonly #options: Required<RelayOptions>;
  #draining: Promise<void> | undefined;
  #isWoken = false;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;

  constructor(options: RelayOptions) {
    this.#options = { now: () => new Date(), sweepMs: SWEEP_MS, ...options };
  }

  start(): void {
    this.#stopListening = onWake("outbox", () => this.wake());
    this.wake();
  }

  /** Stops once what is being sent is sent. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#stopListening?.();
    await this.#draining;
  }

  wake(): void {
    if (this.#isStopped) return;
    this.#isWoken = true;
    clearTimeout(this.#timer);
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = undefined;
      if (this.#isWoken) this.wake();
      else if (!this.#isStopped) this.#timer = setTimeout(() => this.wake(), this.#options.sweepMs).unref();
    });
  }

  async #drain(): Promise<void> {
    this.#isWoken = false;
    try {
      while (!this.#isStopped && (await sendBatch(this.#options)) === BATCH);
    } catch (error) {
      this.#isWoken = false;
      this.#options.log.warn({ err: error }, "events could not be sent yet; they stay in the outbox");
    }
  }
}

/**
 * Sends the oldest unsent events.
 * @returns how many there were.
 * @throws what the engine or the database threw: then they stay unsent and are sent again.
 */
export async function sendBatch({ db, send, now = () => new Date() }: RelayOptions): Promise<number> {
  const rows = await db.select().from(outbox).where(isNull(outbox.sentAt)).orderBy(asc(outbox.seq)).limit(BATCH);
  if (rows.length === 0) return 0;
  await send(
    withoutTwins(rows, now()).map(({ id, name, data, correlationId, createdAt }) => {
      return { id, name, data: { ...data, correlationId }, ts: createdAt.getTime() };
    }),
  );
  const ids = rows.map(({ id }) => id);
  await db.update(outbox).set({ sentAt: now() }).where(inArray(outbox.id, ids));
  return rows.length;
}

type OutboxRow = typeof outbox.$inferSelect;

/**
 * Of several wake-ups of the planner, or of one channel for now or for one instant, the last: what they wake for is committed by then, so one
 * run finds it all, and a burst of alerts begins no run for each.
 */
function withoutTwins(rows: readonly OutboxRow[], now: Date): OutboxRow[] {
  const last = new Map<string, string>();
  const keyed = rows.map((row) => ({ row, key: wakeKeyOf(row, now) }));
  for (const { row, key } of keyed) if (key !== null) last.set(key, row.id);
  return keyed.flatMap(({ row, key }) => (key === null || last.get(key) === row.id ? [row] : []));
}

function wakeKeyOf({ name, data }: OutboxRow, now: Date): string | null {
  if (name === "occasion/recorded") return name;
  if (name !== "notification/planned" || typeof data.dueAt !== "string") return null;
  const isDue = new Date(data.dueAt) <= now;
  return `${String(data.channel)} ${isDue ? "now" : data.dueAt}`;
}
