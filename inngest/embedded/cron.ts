import { and, eq, gt } from "drizzle-orm";
import type { Database, Queryable } from "@/db/client";
import { engineJobs } from "@/db/schema";
import { dropOtherCrons, planJob } from "./jobs";
import type { Functions } from "./match";
import { SCHEDULED_TIMER } from "./protocol";
import type { FunctionConfig } from "./registration";
import { nextRun } from "./schedule";
import { idOf, startRuns } from "./start-runs";

/**
 * Brings the planned cron jobs in line with the functions. One that is planned already stays, even if its time has passed:
 * it runs late, once, and goes on from now. One later than the next instant was planned by a clock that ran ahead, and is
 * planned anew.
 */
export async function planCrons(db: Database, functions: Functions, now: Date): Promise<void> {
  const wanted = [...functions.values()].flatMap((fn) => fn.crons.map((cron) => ({ fn, cron })));
  await db.transaction(async (transaction) => {
    await dropOtherCrons(
      transaction,
      wanted.map(({ fn, cron }) => `${fn.id} ${cron}`),
    );
    for (const { fn, cron } of wanted) {
      const planned = and(eq(engineJobs.kind, "cron"), eq(engineJobs.fnId, fn.id), eq(engineJobs.cron, cron));
      await transaction.delete(engineJobs).where(and(planned, gt(engineJobs.runAt, nextRun(cron, now))));
      const rows = await transaction.select({ id: engineJobs.id }).from(engineJobs).where(planned).limit(1);
      if (rows.length === 0) await planCron(transaction, { fn, cron, now });
    }
  });
}

/** Plans the next run of a schedule; the same one twice is one job. */
export function planCron(
  db: Queryable,
  { fn, cron, now }: { fn: FunctionConfig; cron: string; now: Date },
): Promise<void> {
  const runAt = nextRun(cron, now);
  return planJob(db, { id: nameOf(fn, cron, runAt), kind: "cron", fnId: fn.id, cron, priority: fn.priority, runAt });
}

interface Scheduled {
  fn: FunctionConfig;
  cron: string;
  /** The instant of the schedule, which may be past. */
  at: Date;
  now: Date;
}

/**
 * Starts the run of one instant of a schedule; whoever takes its job off the list starts it once. A clock that went back
 * comes to an instant again, and runs it again.
 */
export function startCronRun(db: Queryable, { fn, cron, at, now }: Scheduled): Promise<void> {
  const id = `${nameOf(fn, cron, at)}:${now.toISOString()}`;
  const event = { id, name: SCHEDULED_TIMER, data: { cron }, ts: at.getTime() };
  return startRuns(db, [{ fn, event, id: idOf(id), now }]);
}

function nameOf(fn: FunctionConfig, cron: string, at: Date): string {
  return `cron:${fn.id}:${cron}:${at.toISOString()}`;
}
