import { eq } from "drizzle-orm";
import { referenceFunction } from "inngest";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { engineEvents, engineRuns } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { EmbeddedEngine, type FunctionsOf } from "./engine";
import { START } from "./on-every-engine";

const oddFunctions: FunctionsOf = (client, journal) => [
  client.createFunction({ id: "signals", triggers: [{ event: "odd/signals" }] }, async ({ step }) => {
    await step.waitForSignal("signal", { signal: "s", timeout: "1h" });
  }),
  client.createFunction({ id: "guesses", retries: 1, triggers: [{ event: "odd/guesses" }] }, async ({ step }) => {
    journal.note("guesses", "try");
    await step.waitForEvent("wait", { event: "odd/never", timeout: "1h", if: "async.data.n > 3" });
  }),
  client.createFunction({ id: "nul", triggers: [{ event: "odd/nul" }] }, async ({ event, step }) => {
    const text = await step.run("text", () => `a\u0000b\\u0000 ${event.data.word}`);
    journal.note("nul", "end", text);
  }),
  client.createFunction({ id: "asks", retries: 0, triggers: [{ event: "odd/asks" }] }, async ({ step }) => {
    const slow = referenceFunction({ functionId: "slow" });
    const nobody = referenceFunction({ functionId: "nobody" });
    const said = (error: Error) => error.message;
    const late = await step.invoke("late", { function: slow, timeout: "5s" }).catch(said);
    const absent = await step.invoke("absent", { function: nobody }).catch(said);
    await step.run("end", () => journal.note("asks", "end", { late, absent }));
  }),
  client.createFunction({ id: "slow", triggers: [{ event: "odd/slow" }] }, async ({ step }) => {
    await step.sleep("long", "1h");
  }),
  client.createFunction(
    { id: "mortal", triggers: [{ event: "odd/mortal" }], cancelOn: [{ event: "odd/end", timeout: "10s" }] },
    async ({ step }) => {
      await step.sleep("pause", "1m");
      await step.run("end", () => journal.note("mortal", "end"));
    },
  ),
];

let database: TestDatabase;
let engine: EmbeddedEngine;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  engine = await new EmbeddedEngine({ db: database.db, functionsOf: oddFunctions, startAt: START }).start();
});
afterAll(async () => {
  await engine.close();
  await database.close();
});

async function runOf(name: string) {
  const [run] = await database.db
    .select()
    .from(engineRuns)
    .where(eq(engineRuns.fnId, `conformance-${name}`));
  return run;
}

it("fails a run, by name, that asks for an operation the executor does not support", async () => {
  await engine.send("odd/signals", {});
  await engine.pass(1_000);
  expect(await runOf("signals")).toMatchObject({
    status: "failed",
    error: { message: expect.stringContaining("WaitForSignal") },
  });
});

it("fails a run that waits by an expression the executor cannot read, after its attempts", async () => {
  await engine.send("odd/guesses", {});
  await engine.pass(60_000);
  expect(engine.journal.count("guesses", "try")).toBe(2);
  expect(await runOf("guesses")).toMatchObject({
    status: "failed",
    error: { message: expect.stringContaining("async.data.n > 3") },
  });
});

it("keeps texts that Postgres cannot, without their NULs", async () => {
  await engine.send("odd/nul", { word: "x\u0000y" });
  await engine.until("nul", "end");
  expect(engine.journal.valueOf("nul", "end")).toBe("ab\\u0000 xy");
});

it("refuses events in the engine's own name, and whatever else a server might be asked", async () => {
  await expect(engine.client.send({ name: "inngest/function.failed", data: {} })).rejects.toThrow("400");
  await expect(engine.client.sendSignal({ signal: "s" })).rejects.toThrow("does not support POST");
  expect(await database.db.select().from(engineEvents)).toEqual([]);
});

it("gives up an invoked function that takes too long, and says of one that is not there that it is not", async () => {
  await engine.send("odd/asks", {});
  await engine.until("asks", "end");
  expect(engine.journal.valueOf("asks", "end")).toEqual({
    late: expect.stringContaining("did not finish in time"),
    absent: expect.stringContaining('no function "conformance-nobody"'),
  });
});

it("cancels a run only as long as its cancellation is valid", async () => {
  await engine.send("odd/mortal", {});
  await engine.pass(11_000);
  await engine.send("odd/end", {});
  await engine.until("mortal", "end");
});
