import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { leaseHolder } from "@/inngest/embedded/lease";
import { ExecutorProcess } from "./executor-process";

let database: TestDatabase;
let processes: ExecutorProcess[] = [];

beforeAll(async () => {
  database = await testDatabase({ engine: "postgres" });
});
afterEach(async () => {
  await Promise.all(processes.map((each) => each.kill()));
  processes = [];
});
afterAll(() => database.close());

/** The process whose executor holds the lease. */
async function holder(): Promise<ExecutorProcess> {
  for (;;) {
    const name = (await leaseHolder(database.db)) ?? "";
    const found = processes.find(({ pid }) => name.includes(`:${pid}:`));
    if (found) return found;
  }
}

it("works off every job once with two executors, and the other goes on within 20 s of the first one's death", {
  timeout: 60_000,
}, async () => {
  processes = await Promise.all([ExecutorProcess.start(database.url), ExecutorProcess.start(database.url)]);
  const subjects = Array.from({ length: 40 }, (_, index) => `job ${index}`);
  subjects.forEach((subject, index) => void processes[index % 2]?.send("kill/short", { subject }));
  const first = await holder();
  for (const subject of subjects) await first.until("worked", subject);
  const other = processes.find((each) => each !== first);
  expect(subjects.flatMap((subject) => processes.flatMap((each) => each.told(subject)))).toHaveLength(40);

  const killedAt = performance.now();
  await first.kill();
  other?.send("kill/short", { subject: "after the death" });
  await other?.until("worked", "after the death");
  expect(performance.now() - killedAt).toBeLessThan(20_000);
  expect(await holder()).toBe(other);
});

it("hands over without waiting when the first one stops in order", { timeout: 60_000 }, async () => {
  const first = await ExecutorProcess.start(database.url);
  processes = [first];
  expect(await holder()).toBe(first);
  const other = await ExecutorProcess.start(database.url);
  processes.push(other);
  const stoppedAt = performance.now();
  await first.kill("SIGTERM");
  other.send("kill/short", { subject: "after the stop" });
  await other.until("worked", "after the stop");
  expect(performance.now() - stoppedAt).toBeLessThan(8_000);
});
