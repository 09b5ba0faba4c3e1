import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "@/db/queries/read-rows";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, HOUR_MS } from "@/lib/kernel/time";
import { startIncident, stopIncidents } from "@/simulator/incident-book";
import { BEGINNING, POSITION, readState, writeState } from "@/simulator/store/state";
import { planCatchUp } from "./plan-catch-up";
import { Simulator } from "./simulator";

const START = new Date("2026-11-20T19:59:10.300Z");
const RATE = 5;

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  await begin(START);
});
afterAll(() => database.close());

/** A platform whose past ends at an instant. */
async function begin(at: Date): Promise<void> {
  const historyMs = START.getTime() - 14 * DAY_MS;
  await writeState(database.db, BEGINNING, { seed: 1984, openedMs: historyMs - 46 * DAY_MS, historyMs });
  await writeState(database.db, POSITION, { ms: at.getTime() });
}

async function open(): Promise<Simulator> {
  const simulator = await Simulator.open(database.db, RATE);
  if (simulator === null) throw new Error("no past");
  return simulator;
}

const Text = z.object({ text: z.string() });

/** Every row of what the platform did, as text, in order of id. */
async function everything(): Promise<string[]> {
  const tables = [
    "transactions",
    "payments",
    "game_rounds",
    "performance_metrics",
    "fraud_flags",
    "error_logs",
    "cache_stats",
  ];
  const all = await Promise.all(
    tables.map((table) =>
      readRows(database.db, Text, sql`select t::text as text from ${sql.raw(`demo.${table}`)} t order by id`),
    ),
  );
  return all.flat().map(({ text }) => text);
}

const Counts = z.object({ count: z.number(), pending: z.number(), failed: z.number() });

async function payments(from: Date, to: Date) {
  const [row] = await readRows(
    database.db,
    Counts,
    sql`select count(*)::int as count, (count(*) filter (where status = 'pending'))::int as pending,
        (count(*) filter (where status = 'failed'))::int as failed
      from platform.payments
      where created_at >= ${from.toISOString()}::timestamptz and created_at < ${to.toISOString()}::timestamptz`,
  );
  return row ?? { count: 0, pending: 0, failed: 0 };
}

describe("the simulator", () => {
  it("needs a past", async () => {
    await database.reset();
    expect(await Simulator.open(database.db, RATE)).toBeNull();
  });

  it("leaves no gap and no duplicate, however often it is restarted", { timeout: 60_000 }, async () => {
    let simulator = await open();
    for (const [step, ms] of [400, 1_100, 1_600, 9_000, 9_500, 31_000, 64_000, 64_001, 90_000, 120_000].entries()) {
      if (step % 3 === 1) simulator = await open();
      await simulator.tick(addMs(START, ms));
    }
    const inSteps = await everything();
    await database.reset();
    await begin(START);
    await (await open()).tick(addMs(START, 120_000));
    expect(inSteps.length).toBeGreaterThan(800);
    expect(inSteps).toEqual(await everything());
  });

  it("lets what is pending end some seconds later", async () => {
    const simulator = await open();
    await simulator.tick(addMs(START, 20_000));
    const before = await payments(START, addMs(START, 20_000));
    expect(before.pending).toBeGreaterThan(0);
    await simulator.tick(addMs(START, 30_000));
    expect(await payments(START, addMs(START, 20_000))).toMatchObject({ count: before.count, pending: 0 });
  });

  it("does nothing when the clock goes back", async () => {
    const simulator = await open();
    await simulator.tick(addMs(START, 5_000));
    expect(await simulator.tick(addMs(START, 1_000))).toBe(0);
    expect(simulator.position).toEqual(addMs(START, 5_000));
  });

  it("takes an incident up at the next tick, goes on with it after a restart, and ends it when told", {
    timeout: 60_000,
  }, async () => {
    const clock = { now: addMs(START, 30_000) };
    const ctx = database.context({ now: () => clock.now });
    await (await open()).tick(clock.now);
    await startIncident(ctx, { name: "payment-outage", minutes: 10 });
    const struck = addMs(START, 31_000);
    const restarted = await open();
    clock.now = addMs(START, 150_000);
    await restarted.tick(clock.now);
    const during = await payments(struck, addMs(START, 140_000));
    expect(during.failed / during.count).toBeGreaterThan(0.25);
    expect((await payments(START, addMs(START, 30_000))).failed).toBeLessThanOrEqual(1);

    await stopIncidents(ctx);
    await restarted.tick(addMs(START, 300_000));
    const after = await payments(addMs(START, 151_000), addMs(START, 290_000));
    expect(after.failed / after.count).toBeLessThan(0.03);
  });

  it("makes up for two hours of a long pause and leaves out the rest", { timeout: 120_000 }, async () => {
    await (await open()).tick(addMs(START, 10_000));
    const now = addMs(START, 5 * DAY_MS);
    await (await open()).tick(now);
    const Pause = z.object({ first: z.string(), left: z.number(), days: z.number() });
    const [pause] = await readRows(
      database.db,
      Pause,
      sql`select
        (select min(created_at)::text from platform.transactions where created_at > ${addMs(START, 60_000).toISOString()}::timestamptz) as first,
        (select count(*)::int from platform.payments where status = 'pending' and created_at < ${addMs(START, 60_000).toISOString()}::timestamptz) as left,
        (select count(distinct day)::int from platform.exchange_rates) as days`,
    );
    expect(now.getTime() - Date.parse(pause?.first ?? "")).toBeLessThanOrEqual(2 * HOUR_MS + 60_000);
    expect(now.getTime() - Date.parse(pause?.first ?? "")).toBeGreaterThan(2 * HOUR_MS - 5_000);
    expect(pause).toMatchObject({ left: 0 });
    expect(pause?.days).toBeGreaterThanOrEqual(6);
    expect(await readState(database.db, POSITION)).toEqual({ ms: now.getTime() });
  });

  it("moves the game tables on, and remembers when players were last seen", async () => {
    const simulator = await open();
    await simulator.tick(addMs(START, 5_000));
    const State = z.object({ id: z.string(), state: z.string(), since: z.string() });
    const states = () =>
      readRows(
        database.db,
        State,
        sql`select id, state, state_since::text as since from platform.game_tables order by id`,
      );
    const before = await states();
    await simulator.tick(addMs(START, 40_000));
    const moved = (await states()).filter(({ since }, index) => since !== before[index]?.since);
    expect(moved.length).toBeGreaterThan(before.length / 2);
  });
});

describe("catching up", () => {
  const now = START;

  it("goes on where it stopped after a short pause", () => {
    expect(planCatchUp({ positionMs: now.getTime() - HOUR_MS, rate: 5 }, now).fromMs).toBe(now.getTime() - HOUR_MS);
  });

  it("makes up for less where more happens, in steps of about as many rows", () => {
    const busy = planCatchUp({ positionMs: 0, rate: 100 }, now);
    expect(now.getTime() - busy.fromMs).toBe(600_000);
    expect(busy.stepMs).toBe(5_000);
    expect(planCatchUp({ positionMs: 0, rate: 5 }, now)).toEqual({
      fromMs: now.getTime() - 2 * HOUR_MS,
      stepMs: 100_000,
    });
    expect(planCatchUp({ positionMs: 0, rate: 1000 }, now).stepMs).toBe(1_000);
  });
});
