import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { ExecutorProcess } from "./executor-process";

let database: TestDatabase;
let processes: ExecutorProcess[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterEach(async () => {
  await Promise.all(processes.map((each) => each.kill()));
  processes = [];
});
afterAll(() => database.close());

async function startProcess(): Promise<ExecutorProcess> {
  const started = await ExecutorProcess.start(database.url);
  processes.push(started);
  return started;
}

/** What twelve seconds without a sign of life do to a lease. */
async function letTheLeaseRunOut(): Promise<void> {
  await database.db.execute(sql`delete from engine_lease`);
}

it.each([
  ["in-step", "during", 2],
  ["in-sleep", "before", 1],
  ["in-wait", "before", 1],
] as const)(
  "survives SIGKILL %s: another process finishes, and finished steps do not run again",
  async (name, moment, told) => {
    const first = await startProcess();
    const subject = `killed ${name}`;
    first.send(`kill/${name}`, { subject, victim: first.pid });
    await first.until(moment, subject);
    if (moment === "before") await openStepOf(name);
    await first.kill();
    expect(first.told(subject)).toHaveLength(told);

    await letTheLeaseRunOut();
    const second = await startProcess();
    if (name === "in-wait") second.send("kill/answer", { subject });
    await second.until("after", subject);
    expect(second.told(subject)).toEqual(name === "in-step" ? ["during", "after"] : ["after"]);
  },
);

/** Resolves once the run's sleep or wait is kept: the kill must come after its beginning. */
async function openStepOf(name: string): Promise<void> {
  for (;;) {
    const { rows } = await database.db.execute(
      sql`select 1 from engine_steps s join engine_runs r on r.id = s.run_id
          where r.fn_id = ${`conformance-${name}`} and s.result is null`,
    );
    if (rows.length > 0) return;
  }
}
