import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { engineEvents } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { engineStatus } from "@/lib/server/engine-status";
import { leaseHolder } from "./embedded/lease";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.LOG_LEVEL = "silent";
});
afterAll(() => database.close());

it("brings up the embedded executor, announces the start, and lets go of the work on SIGTERM", async () => {
  const { startEngine } = await import("./start");
  const pause = () => database.db.execute("select pg_sleep(0.05)");
  expect(await engineStatus()).toBeNull();
  startEngine();
  startEngine();
  while (!(await engineStatus())?.isReady) await pause();
  const started = () => database.db.select().from(engineEvents).where(eq(engineEvents.name, "console/started"));
  while ((await started()).length === 0) await pause();
  while ((await leaseHolder(database.db)) === null) await pause();
  expect(await engineStatus()).toMatchObject({ kind: "embedded", holder: expect.stringContaining(`:${process.pid}:`) });

  const exit = process.exit;
  process.emit("SIGTERM");
  while ((await leaseHolder(database.db)) !== null) await pause();
  while (process.exit !== exit) await pause();
  expect(await started()).toHaveLength(1);
});
