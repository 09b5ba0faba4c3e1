import { once } from "node:events";
import { lte } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { feedEvents } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { NewFeedEvent } from "@/lib/feed/schema";
import { type Context, scopeOf } from "@/lib/server/context";
import { FeedHub } from "@/lib/server/feed-hub";
import type { Subscription } from "./reader";
import { TestClient } from "./test-client";

const HOUR_MS = 3_600_000;
const alert = (data: Record<string, unknown> = {}): NewFeedEvent => ({
  topic: "alerts",
  event: "alert:new",
  type: "alert/triggered",
  data,
});
const subscription = (given: Partial<Subscription> = {}): Subscription => ({
  filter: {},
  scope: scopeOf("all"),
  key: "account:1",
  isStillAllowed: async () => true,
  ...given,
});
const tell = (ctx: Context, ...events: NewFeedEvent[]) =>
  ctx.unit(async (unit) => {
    for (const event of events) unit.tell.feed(event);
  });
const ids = (events: readonly ({ id?: string } | undefined)[]) => events.map((event) => Number(event?.id));

const hubs: FeedHub[] = [];
/** A hub that polls and beats only when told, unless the test says otherwise. */
function makeHub(database: TestDatabase, given: Partial<ConstructorParameters<typeof FeedHub>[0]> = {}): FeedHub {
  const ctx = database.context();
  const hub = new FeedHub({ ctx, historySize: 100, maxReaders: 10, pollMs: HOUR_MS, heartbeatMs: HOUR_MS, ...given });
  hubs.push(hub);
  return hub;
}
async function read(hub: FeedHub, lastEventId?: number, given: Partial<Subscription> = {}) {
  const reader = await hub.subscribe(subscription(given), { lastEventId });
  return { reader, client: TestClient.over(reader.stream) };
}
afterEach(() => {
  for (const hub of hubs.splice(0)) hub.close();
});

describe("the hub on the embedded database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.reset());
  afterAll(() => database.close());

  it("a reader without a number hears what is told from now on, woken by the commit", async () => {
    const ctx = database.context();
    await tell(ctx, alert());
    const { client } = await read(makeHub(database));
    await tell(ctx, alert({ n: 2 }));
    expect(await client.event()).toMatchObject({ id: "2", event: "alert:new", data: { id: 2, data: { n: 2 } } });
  });

  it("a reader with a number gets what it missed before the process remembers, then the new, once each", async () => {
    const ctx = database.context();
    for (let n = 0; n < 60; n += 1) await tell(ctx, alert());
    const hub = makeHub(database);
    const { client } = await read(hub, 10);
    await tell(ctx, alert(), alert());
    expect(ids(await client.events(52))).toEqual(Array.from({ length: 52 }, (_, n) => n + 11));
  });

  it("a gap larger than the history is a reset that names the number to go on from", async () => {
    const ctx = database.context();
    for (let n = 0; n < 12; n += 1) await tell(ctx, alert());
    const { client } = await read(makeHub(database, { historySize: 5 }), 3);
    expect(await client.event()).toMatchObject({
      id: "12",
      event: "reset",
      data: { type: "feed/reset", data: { missed_after: 3 } },
    });
    await tell(ctx, alert());
    expect(await client.event()).toMatchObject({ id: "13", event: "alert:new" });
  });

  it("so is a gap the purge has reached into, and a number of another database", async () => {
    const ctx = database.context();
    for (let n = 0; n < 6; n += 1) await tell(ctx, alert());
    await database.db.delete(feedEvents).where(lte(feedEvents.id, 3));
    const hub = makeHub(database);
    for (const lastEventId of [2, 999]) {
      const { client } = await read(hub, lastEventId);
      expect(await client.event()).toMatchObject({ id: "6", event: "reset" });
    }
  });

  it("a reader's scope and filter decide what it gets, and numbers it does not get are passed over", async () => {
    const hub = makeHub(database);
    const { client } = await read(hub, 0, { scope: scopeOf(["royal"]), filter: { topics: ["alerts"] } });
    await tell(
      database.context(),
      { ...alert(), brand: "lucky" },
      { ...alert(), brand: "royal" },
      { ...alert(), topic: "system" },
    );
    await tell(database.context(), { ...alert(), brand: "royal" });
    expect(ids(await client.events(2))).toEqual([2, 4]);
  });

  it("takes no more readers than it may, and has room again when one leaves", async () => {
    const hub = makeHub(database, { maxReaders: 1 });
    const { reader } = await read(hub);
    await expect(read(hub)).rejects.toMatchObject({ code: "unavailable" });
    reader.end();
    expect(hub.statistics()).toEqual({ events: 0, readers: 0 });
    await read(hub);
    expect(hub.statistics().readers).toBe(1);
  });

  it("a heartbeat shows the living that the console lives, and ends who may read no longer", async () => {
    const hub = makeHub(database);
    let asked = 0;
    const isStillAllowed = async () => {
      asked += 1;
      return false;
    };
    const good = await read(hub);
    const revoked = await read(hub, undefined, { key: "token:3", isStillAllowed });
    await read(hub, undefined, { key: "token:3", isStillAllowed });
    await hub.heartbeat();
    expect(asked).toBe(1);
    expect(await good.client.frame()).toMatchObject({ comment: "pitboss feed" });
    expect(await good.client.frame()).toEqual({ comment: "heartbeat" });
    expect(await revoked.client.event()).toBeUndefined();
    expect(hub.statistics().readers).toBe(1);
  });

  it("keeps its readers while it cannot ask about them", async () => {
    const hub = makeHub(database);
    await read(hub, undefined, { isStillAllowed: () => Promise.reject(new Error("database down")) });
    await hub.heartbeat();
    expect(hub.statistics().readers).toBe(1);
  });

  it("a client that takes nothing costs a bounded buffer and is dropped at the second heartbeat", async () => {
    const hub = makeHub(database);
    const slow = await hub.subscribe(subscription({ key: "slow" }));
    const { client } = await read(hub);
    const large = alert({ text: "x".repeat(100_000) });
    for (let n = 0; n < 6; n += 1) await tell(database.context(), large);
    expect(ids(await client.events(6))).toEqual([1, 2, 3, 4, 5, 6]);
    await hub.heartbeat();
    expect(hub.statistics().readers).toBe(2);
    await hub.heartbeat();
    expect(hub.statistics().readers).toBe(1);
    expect((await TestClient.over(slow.stream).events(6)).filter((event) => event !== undefined).length).toBeLessThan(
      5,
    );
  });

  it("a client that was slow gets everything once it reads", async () => {
    const hub = makeHub(database);
    const { client } = await read(hub);
    for (let n = 0; n < 8; n += 1) await tell(database.context(), alert({ text: "x".repeat(100_000) }));
    expect(ids(await client.events(8))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("says farewell to everyone and takes nobody then", async () => {
    const hub = makeHub(database);
    const { client } = await read(hub);
    await tell(database.context(), alert());
    await client.event();
    hub.close();
    expect(await client.event()).toMatchObject({ id: "1", event: "farewell" });
    expect(await client.event()).toBeUndefined();
    await expect(read(hub)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("starts anew when readers come back, without losing what was told meanwhile", async () => {
    const hub = makeHub(database);
    const first = await read(hub);
    await tell(database.context(), alert());
    expect(ids(await first.client.events(1))).toEqual([1]);
    first.reader.end();
    await tell(database.context(), alert());
    const second = await read(hub, 1);
    expect(ids(await second.client.events(1))).toEqual([2]);
  });
});

describe("the hub on a Postgres of many sessions", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase({ engine: "postgres", max: 20 });
  });
  beforeEach(() => database.reset());
  afterAll(() => database.close());

  it("many writers at once: numbers become visible in order, so that no reader misses one", async () => {
    const { client } = await read(makeHub(database, { pollMs: 1, historySize: 1000 }));
    const write = async () => {
      for (let n = 0; n < 25; n += 1) await tell(database.context(), alert(), alert());
    };
    await Promise.all(Array.from({ length: 12 }, write));
    const got = ids(await client.events(600));
    expect(got).toEqual([...got].sort((a, b) => a - b));
    expect(new Set(got).size).toBe(600);
  });

  it("a unit's commit sends a notice, and a hub that listens needs no poll to hear another process", async () => {
    const other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query("listen pitboss_feed");
    const noticed = once(other, "notification");
    await tell(database.context(), alert());
    expect((await noticed)[0]).toMatchObject({ channel: "pitboss_feed" });

    const { client } = await read(makeHub(database, { listenUrl: database.url }));
    await waitForListener(other);
    await other.query("begin");
    await other.query(
      "insert into feed_events (topic, event, type, at, data) values ('alerts', 'alert:new', 'alert/triggered', now(), '{}')",
    );
    await other.query("select pg_notify('pitboss_feed', '')");
    await other.query("commit");
    expect(ids(await client.events(1))).toEqual([2]);
    await other.end();
  });
});

/** Until the hub's own connection has said `listen`. */
async function waitForListener(client: Client): Promise<void> {
  const query =
    "select 1 from pg_stat_activity where application_name = 'pitboss-feed' and query like 'listen%' and state = 'idle'";
  while ((await client.query(query)).rowCount === 0) await new Promise(setImmediate);
}
