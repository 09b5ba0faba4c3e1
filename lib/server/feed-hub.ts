import "server-only";
import { latestFeedId, listFeedAfter } from "@/db/queries/feed";
import { FeedHistory } from "@/lib/feed/history";
import { AppError } from "@/lib/kernel/errors";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Context } from "./context";
import { describeFault } from "./describe-fault";
import { env } from "./env";
import { listenForFeed } from "./feed/listen";
import { readGap } from "./feed/read-gap";
import { FeedReader, type Subscription } from "./feed/reader";
import { processWide } from "./process-wide";
import { systemContext } from "./system-context";
import { onWake } from "./wake";

interface HubOptions {
  /** The console's own context: of all brands, since each reader is filtered by its own scope. */
  ctx: Context;
  historySize: number;
  maxReaders: number;
  /** An unpooled address to LISTEN on; absent, other processes' events are found by the poll. */
  listenUrl?: string;
  pollMs?: number;
  heartbeatMs?: number;
}

const BATCH = 500;

/** One poller for all readers of a process: woken by our own commits, by LISTEN, and each second as the net. */
export class FeedHub {
  readonly #options: HubOptions;
  readonly #readers = new Set<FeedReader>();
  #running: Promise<FeedHistory> | undefined;
  #stopSources: () => void = () => undefined;
  #reading: Promise<void> | undefined;
  #hasNews = false;
  #hasClosed = false;
  /** Readers on their way in: they need what `#stopIfIdle` would take away. */
  #joining = 0;
  #eventCount = 0;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  /** Events that passed since the process started, and streams open now. */
  statistics(): { events: number; readers: number } {
    return { events: this.#eventCount, readers: this.#readers.size };
  }

  /**
   * Opens a stream that begins behind `lastEventId`, or, without one, with the next event.
   * @throws AppError `unavailable` when the console goes down or has as many readers as it may.
   */
  async subscribe(
    subscription: Subscription,
    { lastEventId }: { lastEventId?: number | null } = {},
  ): Promise<FeedReader> {
    this.#joining += 1;
    try {
      this.#admit();
      const history = await this.#history();
      await this.read();
      this.#admit();
      return this.#join(history, subscription, lastEventId ?? history.lastId);
    } finally {
      this.#joining -= 1;
      this.#stopIfIdle();
    }
  }

  /** Reads what is new and hands it on. One read at a time; a wake during it causes one more. */
  read(): Promise<void> {
    this.#hasNews = true;
    this.#reading ??= this.#readAll();
    return this.#reading;
  }

  /** Ends readers who may read no longer or take nothing, and shows the others that the console lives. */
  async heartbeat(): Promise<void> {
    const answers = new Map<string, Promise<boolean>>();
    await Promise.all(
      [...this.#readers].map(async (reader) => {
        const { key, isStillAllowed } = reader.subscription;
        const answer = answers.get(key) ?? this.#ask(isStillAllowed);
        answers.set(key, answer);
        if (!(await answer) || !reader.beat()) reader.end();
      }),
    );
  }

  /** Says farewell to every reader and takes no more. */
  close(): void {
    this.#hasClosed = true;
    for (const reader of this.#readers) reader.sayFarewell();
    this.#stopIfIdle();
  }

  #admit(): void {
    if (this.#hasClosed)
      throw new AppError("unavailable", "The console is going down; connect again in a few seconds.");
    const { maxReaders } = this.#options;
    if (this.#readers.size < maxReaders) return;
    const sentence = `The live feed has ${maxReaders} readers, as many as EVENT_STREAM_MAX_SUBSCRIBERS allows.`;
    throw new AppError("unavailable", sentence, { details: { retryAfterSeconds: 30 } });
  }

  #join(history: FeedHistory, subscription: Subscription, cursor: number): FeedReader {
    const { ctx, historySize } = this.#options;
    const source = {
      history,
      now: ctx.now,
      readOlder: (after: number) => readGap(ctx, history, { after, historySize }),
    };
    const reader = new FeedReader(source, { subscription, cursor, onEnd: () => this.#leave(reader) });
    this.#readers.add(reader);
    // A number we have not come to is of another database, or of this one before it was set back.
    if (cursor > history.lastId) reader.reset();
    this.#pump(reader);
    return reader;
  }

  /** While the database cannot answer nobody is turned away; it has no events to tell either. */
  #ask(isStillAllowed: () => Promise<boolean>): Promise<boolean> {
    return isStillAllowed().catch((error: unknown) => {
      this.#warn("ask whether readers may read on", error);
      return true;
    });
  }

  #history(): Promise<FeedHistory> {
    this.#running ??= this.#start().catch((error: unknown) => {
      this.#running = undefined;
      throw error;
    });
    return this.#running;
  }

  async #start(): Promise<FeedHistory> {
    const { ctx, historySize, listenUrl, pollMs = SECOND_MS, heartbeatMs = 15 * SECOND_MS } = this.#options;
    const history = new FeedHistory({ size: historySize, lastId: await latestFeedId(ctx.db) });
    // A failed read is tried again by the next poll.
    const readSoon = () => void this.read().catch((error: unknown) => this.#warn("read", error));
    const poll = setInterval(readSoon, pollMs);
    const beat = setInterval(() => void this.heartbeat(), heartbeatMs);
    const stopWaking = onWake("feed", readSoon);
    const stopListening =
      listenUrl === undefined ? undefined : listenForFeed({ url: listenUrl, log: ctx.log, onNotice: readSoon });
    this.#stopSources = () => {
      clearInterval(poll);
      clearInterval(beat);
      stopWaking();
      stopListening?.();
    };
    return history;
  }

  async #readAll(): Promise<void> {
    try {
      while (this.#hasNews) {
        this.#hasNews = false;
        const history = await this.#running;
        if (history === undefined) return;
        const events = await listFeedAfter(this.#options.ctx.db, { after: history.lastId, limit: BATCH });
        history.append(events);
        this.#eventCount += events.length;
        if (events.length === BATCH) this.#hasNews = true;
        if (events.length > 0) for (const reader of this.#readers) this.#pump(reader);
      }
    } finally {
      this.#reading = undefined;
    }
  }

  /** A reader whose gap cannot be read is let go: it connects again and resumes where it was. */
  #pump(reader: FeedReader): void {
    reader.pump().catch((error: unknown) => {
      this.#warn("serve a reader", error);
      reader.end();
    });
  }

  #leave(reader: FeedReader): void {
    this.#readers.delete(reader);
    this.#stopIfIdle();
  }

  /** Nobody reads: nothing is polled. The next reader starts it anew. */
  #stopIfIdle(): void {
    if (this.#readers.size > 0 || this.#joining > 0) return;
    this.#stopSources();
    this.#stopSources = () => undefined;
    this.#running = undefined;
  }

  #warn(what: string, error: unknown): void {
    this.#options.ctx.log.warn({ what, ...describeFault(error), stack: undefined }, "the feed could not");
  }
}

/** The process's hub. It says farewell by itself on SIGTERM, since an open stream would keep the server from ending. */
export function feedHub(): FeedHub {
  return processWide("feed-hub", () => {
    const { EVENT_STREAM_HISTORY_SIZE, EVENT_STREAM_MAX_SUBSCRIBERS, DATABASE_URL_DIRECT } = env();
    const hub = new FeedHub({
      ctx: systemContext("feed"),
      historySize: EVENT_STREAM_HISTORY_SIZE,
      maxReaders: EVENT_STREAM_MAX_SUBSCRIBERS,
      listenUrl: DATABASE_URL_DIRECT,
    });
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => hub.close());
    return hub;
  });
}

/** For whoever ends the process in another way. */
export function closeFeed(): void {
  feedHub().close();
}
