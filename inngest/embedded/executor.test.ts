import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Inngest } from "inngest";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { engineJobs, engineLease, engineRuns } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { embeddedClient } from "@/inngest/conformance/engine";
import { Journal } from "@/inngest/conformance/journal";
import { requestHandler } from "@/inngest/handler";
import { register } from "./dispatch";
import { Executor } from "./executor";
import { createIntake } from "./intake";
import { LEASE_MS, leaseHolder } from "./lease";
import { readStatus } from "./status";

let database: TestDatabase;
let journal: Journal;
let client: Inngest;
let executor: Executor;
let clockMs = 0;
let openGate: () => void;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  journal = new Journal(() => new Date());
  const gate = new Promise<void>((resolve) => {
    openGate = resolve;
  });
  const signingKey = `signkey-test-${randomBytes(32).toString("hex")}`;
  const fetch = createIntake({ db: database.db, now: () => new Date(), onEvents: () => executor.wake() });
  client = embeddedClient({ signingKey, fetch });
  const gated = client.createFunction(
    {
      id: "gated",
      triggers: [{ event: "test/gated" }],
      cancelOn: [{ event: "test/cancel" }],
      priority: { run: "600" },
    },
    async ({ step }) => {
      await step.run("hold", async () => {
        journal.note("gated", "begin");
        await gate;
        journal.note("gated", "end");
      });
      await step.run("after", () => journal.note("gated", "after"));
    },
  );
  const handle = requestHandler({ client, functions: [gated] });
  const endpoint = { url: "http://executor.test/api/inngest", signingKey, handle };
  const log = pino({ level: "warn" }, { write: (line: string) => journal.note("log", JSON.parse(line).msg) });
  executor = new Executor({
    db: database.db,
    endpoint,
    functions: await register(endpoint),
    log,
    clock: () => clockMs,
  });
});
afterEach(async () => {
  openGate();
  await executor.stop();
});
afterAll(() => database.close());

async function statusOf(fnId: string) {
  const rows = await database.db
    .select({ status: engineRuns.status })
    .from(engineRuns)
    .where(eq(engineRuns.fnId, fnId));
  return rows[0]?.status;
}

it("lets a running step end when its run is cancelled, and counts it for nothing", async () => {
  executor.start();
  await client.send({ name: "test/gated", data: {} });
  await journal.until("gated", "begin");
  await client.send({ name: "test/cancel", data: {} });
  while ((await statusOf("conformance-gated")) !== "cancelled") await database.db.execute(sql`select 1`);
  openGate();
  await journal.until("gated", "end");
  await executor.stop();
  expect(journal.whats("gated")).toEqual(["begin", "end"]);
  expect(await statusOf("conformance-gated")).toBe("cancelled");
});

it("lets a running step end and be kept when it stops, takes nothing more, and lets go of the lease", async () => {
  executor.start();
  await client.send({ name: "test/gated", data: {} });
  await journal.until("gated", "begin");
  const stopped = executor.stop();
  openGate();
  await stopped;
  expect(journal.whats("gated")).toEqual(["begin", "end"]);
  expect(await leaseHolder(database.db)).toBeNull();
  expect(await database.db.select({ leasedBy: engineJobs.leasedBy }).from(engineJobs)).toEqual([{ leasedBy: null }]);
});

it("drops the answer of a job that another executor has taken over", async () => {
  executor.start();
  await client.send({ name: "test/gated", data: {} });
  await journal.until("gated", "begin");
  await database.db.update(engineJobs).set({ leasedBy: "another" });
  openGate();
  await journal.until("gated", "end");
  await executor.stop();
  const jobs = await database.db.select({ leasedBy: engineJobs.leasedBy, kind: engineJobs.kind }).from(engineJobs);
  expect(jobs).toEqual([{ leasedBy: "another", kind: "exec" }]);
});

it("works only while it holds the lease, and takes it when the holder's has run out", async () => {
  await database.db.insert(engineLease).values({ name: "executor", holder: "another" });
  await executor.runUntilIdle();
  expect(executor.isHolder).toBe(false);
  expect(await leaseHolder(database.db)).toBe("another");
  clockMs += LEASE_MS;
  await executor.runUntilIdle();
  expect(executor.isHolder).toBe(true);
  expect(await leaseHolder(database.db)).toBe(executor.holder);
});

it("says how it goes: who holds the lease, what waits, what runs, and how late a tick was", async () => {
  const job = { kind: "exec" as const, fnId: "conformance-gated", runAt: new Date(0), dueAt: new Date(0) };
  await database.db.insert(engineJobs).values(["a", "b"].map((id) => ({ ...job, id })));
  const idle = { holder: null, unheldMs: expect.any(Number), queueDepth: 2, running: 0, lastTickLatenessMs: null };
  expect(await readStatus(database.db, executor, new Date())).toEqual(idle);
  await database.db.delete(engineJobs);

  executor.start();
  await client.send({ name: "test/gated", data: {} });
  await journal.until("gated", "begin");
  const status = await readStatus(database.db, executor, new Date());
  expect(status).toMatchObject({ holder: executor.holder, queueDepth: 0, running: 1 });
  expect(status.lastTickLatenessMs).toBeGreaterThanOrEqual(0);
});

it("keeps an answer the database could not take for a while, without running the step again", async () => {
  executor.start();
  await client.send({ name: "test/gated", data: {} });
  await journal.until("gated", "begin");
  await database.db.execute(sql`alter table engine_steps rename to engine_steps_away`);
  openGate();
  await journal.until("log", "a job could not be kept, trying again");
  await database.db.execute(sql`alter table engine_steps_away rename to engine_steps`);
  await journal.until("gated", "after");
  expect(journal.whats("gated")).toEqual(["begin", "end", "after"]);
});
