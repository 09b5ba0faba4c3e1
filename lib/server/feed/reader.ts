import "server-only";
import { type FeedFilter, isWanted } from "@/lib/feed/filter";
import type { FeedHistory } from "@/lib/feed/history";
import type { FeedEvent } from "@/lib/feed/schema";
import { eventFrame, farewellFrame, HEARTBEAT_FRAME, OPENING_FRAME, resetFrame } from "@/lib/feed/stream";
import type { Scope } from "@/lib/kernel/scope";

/** What a reader may see and wants, and how to find out whether it still may. */
export interface Subscription {
  filter: FeedFilter;
  scope: Scope;
  /** Readers of one key (`token:3`) are asked about once a heartbeat. */
  key: string;
  isStillAllowed(): Promise<boolean>;
}

/** Where a reader finds its events: the newest in memory, older ones in the database. */
export interface FeedSource {
  readonly history: FeedHistory;
  /** Null when the gap is larger than what is kept. */
  readOlder(after: number): Promise<FeedEvent[] | null>;
  now(): Date;
}

/** Bytes waiting for a client before it is told no more until it has read them. */
const ROOM_BYTES = 256 * 1024;
/** Heartbeats a client may stay without room before it counts as dead. */
const PATIENCE = 2;

const encoder = new TextEncoder();
/** One event goes to thousands of readers: it is made into bytes once. */
const frames = new WeakMap<FeedEvent, Uint8Array>();

/**
 * One open stream. It remembers the number it has come to and pulls what follows while its client takes it, so a slow
 * client costs a bounded buffer, and whether an event comes from memory or the database is all the same to it.
 */
export class FeedReader {
  readonly subscription: Subscription;
  readonly stream: ReadableStream<Uint8Array>;
  readonly #source: FeedSource;
  readonly #onEnd: () => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #cursor: number;
  #isPumping = false;
  #beatsWithoutRoom = 0;

  constructor(
    source: FeedSource,
    { subscription, cursor, onEnd }: { subscription: Subscription; cursor: number; onEnd: () => void },
  ) {
    this.subscription = subscription;
    this.#source = source;
    this.#cursor = cursor;
    this.#onEnd = onEnd;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
          controller.enqueue(encoder.encode(OPENING_FRAME));
        },
        pull: () => this.pump(),
        // The client has gone, and with it the stream: there is nothing left to close.
        cancel: () => this.#leave(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: ROOM_BYTES }),
    );
  }

  /** Sends what there is behind the cursor, as far as there is room. Safe to call at any time. */
  async pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      while (this.#hasRoom()) {
        const remembered = this.#source.history.after(this.#cursor);
        if (remembered?.length === 0) return;
        this.#send(remembered ?? (await this.#older()));
      }
    } finally {
      this.#isPumping = false;
    }
  }

  /** @returns false for a client that has not read for two heartbeats. */
  beat(): boolean {
    if (this.#hasRoom()) {
      this.#beatsWithoutRoom = 0;
      this.#controller?.enqueue(encoder.encode(HEARTBEAT_FRAME));
      return true;
    }
    this.#beatsWithoutRoom += 1;
    return this.#beatsWithoutRoom < PATIENCE;
  }

  /** Tells the client to read its state anew, and goes on from the newest event. */
  reset(): void {
    const missedFrom = this.#cursor;
    this.#cursor = this.#source.history.lastId;
    const frame = resetFrame({ lastId: this.#cursor, missedFrom, at: this.#source.now() });
    this.#controller?.enqueue(encoder.encode(frame));
  }

  sayFarewell(): void {
    const frame = farewellFrame({ lastId: this.#cursor, at: this.#source.now() });
    this.#controller?.enqueue(encoder.encode(frame));
    this.end();
  }

  /** Closes the stream and leaves the hub; a second call does nothing. */
  end(): void {
    this.#controller?.close();
    this.#leave();
  }

  #leave(): void {
    if (this.#controller === undefined) return;
    this.#controller = undefined;
    this.#onEnd();
  }

  #hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  #send(events: readonly FeedEvent[]): void {
    for (const event of events) {
      if (!this.#hasRoom()) return;
      this.#cursor = event.id;
      if (isWanted(event, this.subscription.filter, this.subscription.scope)) this.#controller?.enqueue(frameOf(event));
    }
  }

  /** Empty too when there was nothing between the cursor and what memory holds, which is then next. */
  async #older(): Promise<readonly FeedEvent[]> {
    const { history, readOlder } = this.#source;
    const events = await readOlder(this.#cursor);
    if (events === null) this.reset();
    else if (events.length === 0) this.#cursor = history.completeAfter;
    return events ?? [];
  }
}

function frameOf(event: FeedEvent): Uint8Array {
  const known = frames.get(event);
  if (known !== undefined) return known;
  const made = encoder.encode(eventFrame(event));
  frames.set(event, made);
  return made;
}
