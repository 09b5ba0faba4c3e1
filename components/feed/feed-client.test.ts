import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "@/lib/feed/connection";
import type { FeedEvent } from "@/lib/feed/schema";
import { FeedClient, type Source } from "./feed-client";

/** Stands in for the browser's EventSource: the test says what the network does. */
class HandSource implements Source {
  readyState = 0;
  readonly path: string;
  readonly #listeners = new Map<string, (message: { data?: unknown }) => void>();

  constructor(path: string) {
    this.path = path;
  }
  addEventListener(name: string, listener: (message: { data?: unknown }) => void): void {
    this.#listeners.set(name, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  open(): void {
    this.readyState = 1;
    this.#listeners.get("open")?.({});
  }
  send(id: number, name = "alert:new"): void {
    const at = "2026-03-01T12:00:00.000Z";
    this.#listeners.get(name)?.({
      data: JSON.stringify({ id, topic: "alerts", type: "alert/triggered", at, data: {} }),
    });
  }
  /** `given up` as after an answer that is no stream; else the browser tries again by itself. */
  fail(how: "trying" | "given up"): void {
    this.readyState = how === "trying" ? 0 : 2;
    this.#listeners.get("error")?.({});
  }
}

let sources: HandSource[];
let events: (FeedEvent | null)[];
let connection: Connection;
let isSignedIn: boolean;
let refusals: number;
let client: FeedClient;
const last = () => sources.reduce((_, source) => source);
const ids = () => events.map((event) => event?.id ?? null);

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  events = [];
  isSignedIn = true;
  refusals = 0;
  client = new FeedClient({
    since: 7,
    open: (path) => {
      sources.push(new HandSource(path));
      return last();
    },
    onConnection: (now) => {
      connection = now;
    },
    onEvent: (event) => events.push(event),
    isSignedIn: async () => isSignedIn,
    onRefused: () => {
      refusals += 1;
    },
    isOnline: () => true,
  });
  client.start();
});
afterEach(() => {
  client.stop();
  vi.useRealTimers();
});

describe("the feed in a browser", () => {
  it("asks for what followed the page, and hands it on", () => {
    expect(last().path).toBe("/api/v1/observability/realtime/stream?lastEventId=7");
    last().open();
    last().send(8);
    expect(ids()).toEqual([8]);
    expect(connection.state).toBe("live");
  });

  it("hears of a silence that somebody made, changed or ended", () => {
    last().open();
    last().send(8, "silence:update");
    expect(ids()).toEqual([8]);
  });

  it("leaves a broken connection to the browser, and says since when it is broken", async () => {
    last().open();
    last().fail("trying");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(connection).toMatchObject({ state: "reconnecting", brokenAt: Date.now() - 120_000 });
    expect(sources).toHaveLength(1);
  });

  it("tries again by itself where the browser gave up, later each time, from where it was", async () => {
    last().open();
    last().send(9);
    last().fail("given up");
    await vi.advanceTimersByTimeAsync(999);
    expect(sources).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(last().path).toContain("lastEventId=9");
    last().fail("given up");
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sources).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(sources).toHaveLength(3);
    last().open();
    expect(connection).toMatchObject({ state: "live", brokenAt: null });
  });

  it("stops when the session has ended", async () => {
    isSignedIn = false;
    last().fail("given up");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state).toBe("offline");
    expect([sources.length, refusals]).toEqual([1, 1]);
    client.reconnect();
    expect(sources).toHaveLength(1);
  });

  it("takes a minute of silence for a dead connection", async () => {
    last().open();
    await vi.advanceTimersByTimeAsync(59_999);
    last().send(8);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(sources).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(last().path).toContain("lastEventId=8");
  });

  it("connects at once when the network is back, and not when it never went", () => {
    last().open();
    client.reconnect();
    expect(sources).toHaveLength(1);
    last().fail("given up");
    client.reconnect();
    expect(sources).toHaveLength(2);
  });

  it("shows at once that the browser has no network, and connects anew when it has", () => {
    last().open();
    client.lose();
    expect(connection.state).toBe("offline");
    client.reconnect();
    last().open();
    expect([connection.state, sources.length]).toEqual(["live", 2]);
  });

  it("rests without a word and goes on from where it was", async () => {
    last().open();
    last().send(8);
    client.rest();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([connection.state, sources.length, last().readyState]).toEqual(["live", 1, 2]);
    client.wake();
    expect(last().path).toContain("lastEventId=8");
    client.wake();
    expect(sources).toHaveLength(2);
  });

  it("holds events while paused and gives them out in order", () => {
    last().open();
    client.pause();
    last().send(8);
    last().send(9);
    expect(ids()).toEqual([]);
    expect(connection).toMatchObject({ state: "paused", waiting: 2 });
    client.resume();
    expect(ids()).toEqual([8, 9]);
    expect(connection).toMatchObject({ state: "live", waiting: 0 });
  });

  it("gives out what an admin announces even while paused", () => {
    last().open();
    client.pause();
    last().send(8);
    last().send(9, "broadcast");
    expect(ids()).toEqual([9]);
    expect(connection).toMatchObject({ state: "paused", waiting: 1 });
  });

  it("reads anew after a long pause, and after a reset", () => {
    last().open();
    client.pause();
    for (let id = 8; id < 700; id += 1) last().send(id);
    client.resume();
    expect(ids()).toEqual([null]);
    last().send(900, "reset");
    expect(ids()).toEqual([null, null]);
  });

  it("hears a farewell without showing it as news", () => {
    last().open();
    last().send(8, "farewell");
    expect(ids()).toEqual([]);
  });
});
