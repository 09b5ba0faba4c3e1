import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { publishEngineStatus } from "@/lib/server/engine-status";
import { assertReady } from "./ready";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it("is not ready once nobody has run the jobs for three lease lengths, and says so", async () => {
  let unheldMs: number | null = 35_999;
  const status = { kind: "embedded" as const, isReady: true, holder: null, queueDepth: 0, running: 0 };
  publishEngineStatus(() => Promise.resolve({ ...status, unheldMs, lastTickLatenessMs: null }));
  expect(await assertReady(database.context())).toEqual({ status: "ready" });
  unheldMs = 36_000;
  const unready = { code: "unavailable", message: "No process has run the background jobs for 36 s." };
  await expect(assertReady(database.context())).rejects.toMatchObject(unready);
  unheldMs = null;
  expect(await assertReady(database.context())).toEqual({ status: "ready" });
});
