import { eq } from "drizzle-orm";
import type { Database, Queryable } from "@/db/client";
import { type EngineJob, type EngineRun, engineRuns } from "@/db/schema";
import { applyOp } from "./apply-op";
import { nextAttemptAt } from "./duration";
import { planJob, takeOff } from "./jobs";
import type { Functions } from "./match";
import { asError, type Outcome } from "./protocol";
import { endRun, lockRun } from "./runs";
import { UnreadableError } from "./unreadable";

export interface Answered {
  job: EngineJob;
  outcome: Outcome;
  holder: string;
  functions: Functions;
  startedAt: Date;
  now: Date;
}

/** Everything a call's answer changes, in one transaction. An answer nobody waits for any more changes nothing. */
export function applyOutcome(db: Database, answered: Answered): Promise<void> {
  const { job, outcome, holder, startedAt } = answered;
  return db.transaction(async (transaction) => {
    const run = await lockRun(transaction, job.runId ?? "");
    if (!(await takeOff(transaction, job, holder)) || !run) return;
    const isParallel = run.isParallel || (outcome.kind === "ops" && outcome.ops.length > 1);
    const began = { status: "running" as const, isParallel, startedAt: run.startedAt ?? startedAt };
    const version = outcome.version ?? run.version;
    await transaction
      .update(engineRuns)
      .set({ ...began, version })
      .where(eq(engineRuns.id, run.id));
    await applyTo(transaction, run, answered);
  });
}

async function applyTo(db: Queryable, run: EngineRun, { job, outcome, functions, now }: Answered): Promise<void> {
  const maxAttempts = functions.get(run.fnId)?.maxAttempts ?? 1;
  const isLast = job.attempt + 1 >= maxAttempts;
  const retry = (retryAfter: string | null) => planRetry(db, job, retryAfter, now);
  switch (outcome.kind) {
    case "returned":
      return endRun(db, run, { status: "completed", output: outcome.data }, now);
    case "rejected":
      if (!outcome.isFinal && !isLast) return retry(outcome.retryAfter);
      return endRun(db, run, { status: "failed", error: asError(outcome.error) }, now);
    case "ops":
      if (outcome.ops.length === 0) throw new UnreadableError("The function answered without any operation.");
      for (const op of outcome.ops) {
        await applyOp(db, { run, op, functions, now, retry: isLast ? null : () => retry(outcome.retryAfter) });
      }
  }
}

function planRetry(db: Queryable, job: EngineJob, retryAfter: string | null, now: Date): Promise<void> {
  const { leasedBy: _, dueAt: __, cron: ___, runId, ...same } = job;
  const runAt = nextAttemptAt(job.attempt, retryAfter, now);
  return planJob(db, { ...same, runId: runId ?? undefined, attempt: job.attempt + 1, runAt });
}
