import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type EngineJob, engineRuns, engineSteps } from "@/db/schema";
import { planCron, startCronRun } from "./cron";
import { call, type Endpoint } from "./dispatch";
import { takeOff } from "./jobs";
import type { Functions } from "./match";
import type { Outcome } from "./protocol";
import { lockRun, settleStep } from "./runs";
import { expireWait } from "./waits";

export interface Working {
  db: Database;
  endpoint: Endpoint;
  functions: Functions;
  holder: string;
  now: () => Date;
}

/** Calls the function of an `exec` job. @returns null when its run has ended meanwhile. */
export async function callFunction({ db, endpoint, functions }: Working, job: EngineJob): Promise<Outcome | null> {
  const found = await db
    .select({ run: engineRuns, stepId: engineSteps.id, result: engineSteps.result })
    .from(engineRuns)
    .leftJoin(engineSteps, and(eq(engineSteps.runId, engineRuns.id), isNotNull(engineSteps.result)))
    .where(eq(engineRuns.id, job.runId ?? ""))
    .orderBy(asc(engineSteps.seq));
  const run = found[0]?.run;
  if (!run || run.endedAt) return null;
  const steps = found.flatMap(({ stepId, result }) => (stepId === null ? [] : [{ id: stepId, result }]));
  const stack = steps.map(({ id }) => id);
  const body = {
    version: run.version,
    event: run.events[0],
    events: run.events,
    steps: Object.fromEntries(steps.map(({ id, result }) => [id, result])),
    ctx: {
      run_id: run.id,
      attempt: job.attempt,
      max_attempts: functions.get(run.fnId)?.maxAttempts ?? 1,
      disable_immediate_execution: run.isParallel,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  };
  return call(endpoint, { fnId: run.fnId, stepId: job.stepId, body });
}

/** Does what a `sleep`, `timeout` or `cron` job is due for, in one transaction. */
export function settleDue({ db, functions, holder, now }: Working, job: EngineJob): Promise<void> {
  return db.transaction(async (transaction) => {
    const run = job.runId === null ? undefined : await lockRun(transaction, job.runId);
    if (!(await takeOff(transaction, job, holder))) return;
    if (job.kind === "cron") {
      const fn = functions.get(job.fnId);
      if (!fn || !job.cron || !fn.crons.includes(job.cron)) return;
      await startCronRun(transaction, { fn, cron: job.cron, at: job.runAt, now: now() });
      await planCron(transaction, { fn, cron: job.cron, now: now() });
      return;
    }
    if (!run || job.stepId === null) return;
    if (job.kind === "timeout") return expireWait(transaction, run, job, now());
    await settleStep(transaction, run, {
      stepId: job.stepId,
      op: "Sleep",
      name: "sleep",
      result: { data: null },
      now: now(),
    });
  });
}
