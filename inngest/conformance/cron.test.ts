import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { EmbeddedEngine, type FunctionsOf } from "./engine";
import { START } from "./on-every-engine";

const cronFunctions: FunctionsOf = (client, journal) => [
  client.createFunction({ id: "minutely", triggers: [{ cron: "* * * * *" }] }, async ({ event, step }) => {
    await step.run("note", () => journal.note("minutely", new Date(event.ts ?? 0).toISOString(), event.data));
  }),
  client.createFunction(
    { id: "morning", triggers: [{ cron: "TZ=Europe/Malta 0 9 * * 1-5" }] },
    async ({ event, step }) => {
      await step.run("note", () => journal.note("morning", new Date(event.ts ?? 0).toISOString()));
    },
  ),
  // The shape of collect-metrics: a run a minute, a tick at a time.
  client.createFunction(
    { id: "ticks", triggers: [{ cron: "* * * * *" }], concurrency: 1, priority: { run: "600" } },
    async ({ event, step }) => {
      for (const second of [0, 20, 40]) {
        if (second > 0) await step.sleepUntil(`tick-${second}`, new Date((event.ts ?? 0) + second * 1000));
        await step.run(`collect-${second}`, () => journal.note("ticks", String(second)));
      }
    },
  ),
];

let database: TestDatabase;
let engine: EmbeddedEngine;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterEach(() => engine.close());
afterAll(() => database.close());

async function startAt(instant: Date): Promise<void> {
  engine = await new EmbeddedEngine({ db: database.db, functionsOf: cronFunctions, startAt: instant }).start();
}

it("runs a schedule once at each of its instants, with the instant and the expression", async () => {
  await startAt(START);
  await engine.pass(150_000);
  expect(engine.journal.whats("minutely")).toEqual([
    "2026-11-20T12:01:00.000Z",
    "2026-11-20T12:02:00.000Z",
    "2026-11-20T12:03:00.000Z",
  ]);
  expect(engine.journal.of("minutely")[0]?.value).toMatchObject({ cron: "* * * * *" });
});

it("runs a schedule by the clock of its zone", async () => {
  await startAt(new Date("2026-11-20T07:57:00Z"));
  await engine.pass(5 * 60_000);
  expect(engine.journal.whats("morning")).toEqual(["2026-11-20T08:00:00.000Z"]);
});

it("goes through the ticks of a minute at their instants", async () => {
  await startAt(START);
  await engine.pass(120_000);
  const ticks = engine.journal.of("ticks").map(({ at }) => at.toISOString().slice(14, 19));
  expect(ticks).toEqual(["01:00", "01:20", "01:40", "02:00", "02:20"]);
});

it("runs an instant missed while nothing ran once, late, and goes on from there", async () => {
  await startAt(START);
  await engine.pass(60_000);
  await engine.close();
  await startAt(new Date(engine.now.getTime() + 10 * 60_000));
  await engine.pass(60_000);
  expect(engine.journal.whats("minutely")).toEqual(["2026-11-20T12:02:00.000Z", "2026-11-20T12:12:00.000Z"]);
});
