import type { FeedEvent } from "./schema";

/** The newest events, in order of id, at most `size` of them. It knows from which number on it is complete. */
export class FeedHistory {
  readonly #size: number;
  readonly #events: FeedEvent[] = [];
  #completeAfter: number;
  #lastId: number;

  /** Starts empty behind `lastId`: of earlier events it knows nothing. */
  constructor({ size, lastId }: { size: number; lastId: number }) {
    this.#size = size;
    this.#completeAfter = lastId;
    this.#lastId = lastId;
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** The number behind which no event is missing here. */
  get completeAfter(): number {
    return this.#completeAfter;
  }

  /** Takes the events that follow `lastId`, in order. */
  append(events: readonly FeedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.#events.push(...events);
    this.#lastId = last.id;
    const dropped = this.#events.splice(0, Math.max(0, this.#events.length - this.#size)).at(-1);
    if (dropped !== undefined) this.#completeAfter = dropped.id;
  }

  /** What came after an event; null when some of it is no longer (or was never) here. */
  after(id: number): FeedEvent[] | null {
    if (id < this.#completeAfter) return null;
    return this.#events.slice(this.#indexAfter(id));
  }

  #indexAfter(id: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.id ?? 0) > id) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
