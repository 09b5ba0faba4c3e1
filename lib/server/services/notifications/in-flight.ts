import "server-only";
import type { Queryable } from "@/db/client";
import type { TakenNotification } from "@/db/queries/due-notifications";
import type { Channel } from "@/lib/rules/schema";
import { processWide } from "@/lib/server/process-wide";

/** The messages of one channel that this process is sending just now, by whichever drain. */
class InFlight {
  readonly #rows = new Map<number, { isRepeat: boolean }>();
  messages = 0;

  get ids(): Iterable<number> {
    return this.#rows.keys();
  }

  /** Messages that were tried before. */
  get repeats(): number {
    return [...this.#rows.values()].filter(({ isRepeat }) => isRepeat).length;
  }

  add(rows: readonly TakenNotification[]): void {
    this.messages += 1;
    for (const { id, attempts } of rows) this.#rows.set(id, { isRepeat: attempts > 1 });
  }

  remove(rows: readonly TakenNotification[]): void {
    this.messages -= 1;
    for (const { id } of rows) this.#rows.delete(id);
  }
}

/** Of a database: a process of tests has several, whose rows share their numbers. */
export function inFlightOf(db: Queryable, channel: Channel): InFlight {
  const all = processWide("messages in flight", () => new WeakMap<Queryable, Map<Channel, InFlight>>());
  const ofDatabase = all.get(db) ?? new Map<Channel, InFlight>();
  all.set(db, ofDatabase);
  const found = ofDatabase.get(channel) ?? new InFlight();
  ofDatabase.set(channel, found);
  return found;
}
