import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { outbox } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { createLogger } from "@/lib/server/log";
import { type OutgoingEvent, Relay, sendBatch } from "./relay";

const now = new Date("2026-11-20T12:00:00Z");
const log = createLogger({ level: "silent" });
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

/** A unit of work that tells `count` events. */
function tell(count: number): Promise<string[]> {
  const facts = { severity: "critical" as const, ruleName: "Errors", brand: null };
  return database.context({ now, correlationId: "request-12345" }).unit(async (unit) => {
    return Array.from({ length: count }, (_, index) => {
      return unit.tell.outbox({ name: "alert/triggered", data: { ...facts, alertId: index + 1 } });
    });
  });
}

/** Stands where the engine is: remembers what it was sent, and can be told to fail. */
class Receiver extends EventEmitter {
  readonly received: OutgoingEvent[] = [];
  isDown = false;

  readonly send = async (events: OutgoingEvent[]): Promise<void> => {
    if (this.isDown) {
      this.emit("refused");
      throw new Error("engine down");
    }
    this.received.push(...events);
    this.emit("received");
  };
}

it("sends events in the order they were told, with the cause and under the row's id", async () => {
  const ids = await tell(3);
  const { received, send } = new Receiver();
  expect(await sendBatch({ db: database.db, send, log, now: () => now })).toBe(3);
  expect(received.map(({ id }) => id)).toEqual(ids);
  expect(received[0]).toMatchObject({
    name: "alert/triggered",
    data: { alertId: 1, correlationId: "request-12345" },
    ts: now.getTime(),
  });
  expect(await sendBatch({ db: database.db, send, log })).toBe(0);
});

it("sends one wake-up for a channel and instant, whatever planned it", async () => {
  const later = new Date(now.getTime() + 60_000).toISOString();
  const wake = (channel: "email" | "log", dueAt: string) => ({
    name: "notification/planned" as const,
    data: { channel, dueAt },
  });
  await database.context({ now }).unit(async (unit) => {
    for (const dueAt of [now.toISOString(), "2026-11-20T11:59:58Z", later, later]) {
      unit.tell.outbox(wake("email", dueAt));
      unit.tell.outbox(wake("log", dueAt));
    }
  });
  const { received, send } = new Receiver();
  expect(await sendBatch({ db: database.db, send, log, now: () => now })).toBe(8);
  expect(received.map(({ data }) => `${data.channel} ${data.dueAt}`)).toEqual([
    "email 2026-11-20T11:59:58Z",
    "log 2026-11-20T11:59:58Z",
    `email ${later}`,
    `log ${later}`,
  ]);
  expect(await sendBatch({ db: database.db, send, log })).toBe(0);
});

it("keeps what the engine did not take, and sends it later, in order", async () => {
  const ids = await tell(2);
  const receiver = new Receiver();
  receiver.isDown = true;
  await expect(sendBatch({ db: database.db, send: receiver.send, log })).rejects.toThrow("engine down");
  receiver.isDown = false;
  await sendBatch({ db: database.db, send: receiver.send, log });
  expect(receiver.received.map(({ id }) => id)).toEqual(ids);
});

it("is woken by a unit's commit, and drains more than one batch", async () => {
  const receiver = new Receiver();
  const relay = new Relay({ db: database.db, send: receiver.send, log, sweepMs: 3_600_000 });
  relay.start();
  await tell(250);
  while (receiver.received.length < 250) await once(receiver, "received");
  await relay.stop();
  const rows = await database.db.select().from(outbox).orderBy(asc(outbox.seq));
  expect(rows.every(({ sentAt }) => sentAt !== null)).toBe(true);
  expect(receiver.received.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
});

it("finds by its sweep what a crash between commit and sending left", async () => {
  const receiver = new Receiver();
  receiver.isDown = true;
  const relay = new Relay({ db: database.db, send: receiver.send, log, sweepMs: 1 });
  await database.db
    .insert(outbox)
    .values({ id: randomUUID(), name: "console/started", data: {}, correlationId: "boot-12345" });
  const refused = once(receiver, "refused");
  relay.start();
  await refused;
  receiver.isDown = false;
  if (receiver.received.length === 0) await once(receiver, "received");
  expect(receiver.received).toHaveLength(1);
  await relay.stop();
});
