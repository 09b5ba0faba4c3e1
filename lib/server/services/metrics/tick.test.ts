import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs } from "@/lib/kernel/time";
import { collectTick } from "./collect-tick";
import { planCollection } from "./plan-collection";

const minute = new Date("2026-11-20T12:00:00Z");
const second = (seconds: number) => addMs(minute, seconds * 1000);

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: minute, to: minute });
});
beforeEach(() => database.reset());

const at = (seconds: number) => database.context({ now: second(seconds) });

describe("the plan of a run", () => {
  it("has 15 ticks when the minute begins, the first due at once", async () => {
    const plan = await planCollection(at(0.05), { of: "minute" });
    expect(plan.ticks).toHaveLength(15);
    expect(plan).toMatchObject({ isFirstDue: true, skipped: 0 });
  });

  it("skips and counts those already past", async () => {
    const plan = await planCollection(at(9), { of: "minute" });
    expect(plan.ticks[0]).toBe(second(8).toISOString());
    expect(plan).toMatchObject({ isFirstDue: true, skipped: 2 });
  });

  it("makes those left of the minute at a start, and blames nobody for the others", async () => {
    const plan = await planCollection(at(45), { of: "start" });
    expect(plan.ticks).toEqual([44, 48, 52, 56].map((seconds) => second(seconds).toISOString()));
    expect(plan.skipped).toBe(0);
  });

  it("makes none again that was made", async () => {
    await collectTick(at(8.2), { at: second(8) });
    const plan = await planCollection(at(9), { of: "minute" });
    expect(plan.ticks[0]).toBe(second(12).toISOString());
    expect(plan).toMatchObject({ isFirstDue: false, skipped: 0 });
  });
});

describe("a tick", () => {
  it("is collected until the next is due, then skipped", async () => {
    expect(await collectTick(at(3.999), { at: minute })).toMatchObject({ kind: "collected", warnings: [] });
    expect(await collectTick(at(8), { at: second(4) })).toEqual({ kind: "skipped" });
  });
});
