import type { ChildProcess } from "node:child_process";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { killAtOnce, startConsole } from "@/inngest/scenarios/console-process";

let database: TestDatabase;
let running: ChildProcess | undefined;

beforeAll(async () => {
  database = await testDatabase({ engine: "postgres" });
}, 60_000);
afterEach(async () => {
  if (running) await killAtOnce(running);
});
afterAll(() => database.close());

async function collectedAt(): Promise<number[]> {
  const { rows } = await database.db.execute<{ at: number }>(sql`
    select (extract(epoch from s.at) * 1000)::float8 as at
    from metric_samples s join metric_series m on m.id = s.series_id
    where m.metric = 'user_total' and m.fingerprint = '{}' order by s.at`);
  return rows.map(({ at }) => at);
}

it("collects from the start on, at each multiple of the interval", { timeout: 60_000 }, async () => {
  running = await startConsole({ DATABASE_URL: database.url, METRICS_COLLECTION_INTERVAL: "2" });
  const instants = await vi.waitFor(
    async () => {
      const found = await collectedAt();
      expect(found.length).toBeGreaterThanOrEqual(4);
      return found;
    },
    { timeout: 30_000, interval: 250 },
  );
  const gaps = instants.slice(1).map((at, index) => at - (instants[index] ?? 0));
  expect(instants.every((at) => at % 2000 === 0)).toBe(true);
  expect(gaps.filter((gap) => gap !== 2000).length).toBeLessThanOrEqual(1);
});
