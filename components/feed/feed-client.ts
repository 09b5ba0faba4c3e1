import {
  type Connection,
  type ConnectionEvent,
  moveConnection,
  NOT_YET_CONNECTED,
  reconnectDelayMs,
} from "@/lib/feed/connection";
import { FeedEvent } from "@/lib/feed/schema";

/** The part of the browser's EventSource that is used; tests hand in their own. */
export interface Source {
  readonly readyState: number;
  addEventListener(name: string, listener: (message: { data?: unknown }) => void): void;
  close(): void;
}

interface FeedClientOptions {
  open: (path: string) => Source;
  /** The newest event when the page was rendered: what follows it is asked for. */
  since: number;
  onConnection: (connection: Connection) => void;
  /** `null` says that events were lost: what is shown must be read anew. */
  onEvent: (event: FeedEvent | null) => void;
  /** Whether the session still holds; asked when the server refuses the stream. */
  isSignedIn: () => Promise<boolean>;
  /** It does not: the person has to sign in again. */
  onRefused: () => void;
  isOnline?: () => boolean;
  now?: () => number;
}

export const STREAM_PATH = "/api/v1/observability/realtime/stream";
/** Every name the server sends: EventSource hears named events by name only. */
const EVENT_NAMES = [
  "health:update",
  "performance:update",
  "alert:new",
  "alert:update",
  "silence:update",
  "business:update",
  "games:update",
  "mood-persona:update",
  "audit:update",
  "system:update",
  "broadcast",
  "reset",
  "farewell",
];
/** The browser's EventSource.CLOSED: it will not try again by itself. */
const CLOSED = 2;
/** A connection that says nothing for so long may be dead without knowing it. */
const SILENCE_MS = 60_000;
/** More than this is not replayed after a pause: reading anew is cheaper. */
const HELD_MAX = 500;

/** One reader of the feed in a browser tab: reconnects, resumes, pauses. React is elsewhere. */
export class FeedClient {
  readonly #options: Required<FeedClientOptions>;
  #connection = NOT_YET_CONNECTED;
  #source: Source | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastId: number;
  #attempt = 0;
  #isResting = false;
  #held: (FeedEvent | null)[] = [];

  constructor(options: FeedClientOptions) {
    this.#options = { now: Date.now, isOnline: () => navigator.onLine, ...options };
    this.#lastId = options.since;
  }

  start(): void {
    this.#connect();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  pause(): void {
    this.#move({ kind: "paused" });
  }

  /** Gives out what was held, in order. */
  resume(): void {
    const held = this.#held.length > HELD_MAX ? [null] : this.#held;
    this.#held = [];
    for (const event of held) this.#options.onEvent(event);
    this.#move({ kind: "resumed" });
  }

  /** The browser says that there is no network, which the connection itself notices much later. */
  lose(): void {
    this.#move({ kind: "broke", isOnline: false });
  }

  /** Lets go of the connection without a word: nobody is looking. */
  rest(): void {
    this.#isResting = this.#source !== undefined;
    if (this.#isResting) this.stop();
  }

  /** Goes on from where it rested, or tries again at once where the connection is broken. */
  wake(): void {
    if (this.#isResting) this.#connect();
    else this.reconnect();
    this.#isResting = false;
  }

  /** Now, rather than when the waiting ends: the network is back, or the tab is looked at again. */
  reconnect(): void {
    if (this.#connection.brokenAt === null || this.#source === undefined) return;
    this.stop();
    this.#connect();
  }

  #connect(): void {
    const source = this.#options.open(`${STREAM_PATH}?lastEventId=${this.#lastId}`);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#attempt = 0;
      this.#move({ kind: "opened" });
      this.#watch();
    });
    source.addEventListener("error", () => this.#onError(source));
    for (const name of EVENT_NAMES) source.addEventListener(name, ({ data }) => this.#onMessage(name, data));
  }

  #onMessage(name: string, data: unknown): void {
    const event = FeedEvent.parse({ event: name, ...JSON.parse(String(data)) });
    this.#watch();
    this.#lastId = event.id;
    if (name === "farewell") return;
    const told = name === "reset" ? null : event;
    const isPaused = this.#connection.state === "paused";
    // What an admin tells everybody is not held back: a pause is for figures.
    if (isPaused && name === "broadcast") {
      this.#options.onEvent(told);
      return;
    }
    if (isPaused) {
      if (this.#held.length <= HELD_MAX) this.#held.push(told);
    } else this.#options.onEvent(told);
    this.#move({ kind: "received" });
  }

  /** The browser tries again by itself after a broken connection, but not after an answer that is no stream. */
  #onError(source: Source): void {
    this.#move({ kind: "broke", isOnline: this.#options.isOnline() });
    clearTimeout(this.#timer);
    if (source.readyState !== CLOSED) return;
    this.#attempt += 1;
    this.#timer = setTimeout(() => void this.#tryAgain(source), reconnectDelayMs(this.#attempt));
  }

  async #tryAgain(source: Source): Promise<void> {
    // Who cannot be asked is taken for signed in: the next attempt will tell.
    const isSignedIn = await this.#options.isSignedIn().catch(() => true);
    if (this.#source !== source) return;
    this.stop();
    if (isSignedIn) {
      this.#connect();
      return;
    }
    this.#move({ kind: "refused" });
    this.#options.onRefused();
  }

  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.stop();
      this.#connect();
    }, SILENCE_MS);
  }

  #move(event: ConnectionEvent): void {
    this.#connection = moveConnection(this.#connection, event, this.#options.now());
    this.#options.onConnection(this.#connection);
  }
}
