import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import {
  type EngineEvent,
  type EngineRun,
  engineJobs,
  engineRuns,
  engineSteps,
  engineWaits,
  type StepResult,
} from "@/db/schema";
import { insertEvents } from "./events";
import { type NewJob, planJobs } from "./jobs";
import { jsonb } from "./json";
import { FUNCTION_FAILED, FUNCTION_FINISHED } from "./protocol";

/** Calls the function again from where it is; nothing if that is planned already. */
export function planExecution(db: Queryable, run: EngineRun, now: Date): Promise<void> {
  return planJobs(db, [executionOf(run, now)]);
}

/** The job that calls a run's function; a run has one at most. */
export function executionOf(run: EngineRun, runAt: Date): NewJob {
  return { ...jobOf(run), id: run.id, kind: "exec", runAt };
}

/** What every job of a run has of it. */
export function jobOf({ id, fnId, priority, concurrencyKeys }: EngineRun) {
  return { runId: id, fnId, priority, concurrencyKeys };
}

/** The run, if it still goes on, locked until the transaction ends. Every change of a run begins here. */
export async function lockRun(db: Queryable, id: string): Promise<EngineRun | undefined> {
  const [run] = await db
    .select()
    .from(engineRuns)
    .where(and(eq(engineRuns.id, id), inArray(engineRuns.status, ["queued", "running"])))
    .for("update");
  return run;
}

/** Remembers a step's result, once, and calls the function again when no other step of the run is open. */
export async function settleStep(
  db: Queryable,
  run: EngineRun,
  { stepId, op, name, result, now }: { stepId: string; op: string; name: string; result: StepResult; now: Date },
): Promise<void> {
  const seq = sql<number>`(select coalesce(max(seq), 0) + 1 from engine_steps where run_id = ${run.id})`;
  const step = { runId: run.id, id: stepId, op, name, result: jsonb(result), seq, createdAt: now };
  await db
    .insert(engineSteps)
    .values(step)
    .onConflictDoUpdate({
      target: [engineSteps.runId, engineSteps.id],
      set: { result: step.result, seq },
      setWhere: isNull(engineSteps.result),
    });
  // Outside a parallel batch the settled step was the only open one.
  if (!run.isParallel || !(await hasOpenSteps(db, run))) await planExecution(db, run, now);
}

async function hasOpenSteps(db: Queryable, { id }: EngineRun): Promise<boolean> {
  const rows = await db
    .select({ open: count() })
    .from(engineSteps)
    .where(and(eq(engineSteps.runId, id), isNull(engineSteps.result)));
  return (rows[0]?.open ?? 0) > 0;
}

/** How a run ended. */
export type RunEnd =
  | { status: "completed"; output: unknown }
  | { status: "failed" | "cancelled"; error: Record<string, unknown> };

/** Ends a run, drops what it still planned, and tells the failure handler and the run that invoked it. */
export async function endRun(db: Queryable, run: EngineRun, end: RunEnd, now: Date): Promise<void> {
  const values = end.status === "completed" ? { output: jsonb(end.output) } : { error: jsonb(end.error) };
  await db
    .update(engineRuns)
    .set({ status: end.status, endedAt: now, ...values })
    .where(eq(engineRuns.id, run.id));
  await db.delete(engineJobs).where(eq(engineJobs.runId, run.id));
  await db.delete(engineWaits).where(eq(engineWaits.runId, run.id));
  const about = { function_id: run.fnId, run_id: run.id };
  const events: EngineEvent[] = [];
  if (end.status === "failed") {
    const data = { ...about, error: end.error, event: run.events[0] };
    events.push({ id: `${run.id}/failed`, name: FUNCTION_FAILED, data, ts: now.getTime() });
  }
  if (run.parentRunId !== null) {
    const data = { ...about, ...(end.status === "completed" ? { result: end.output } : { error: end.error }) };
    events.push({ id: `${run.id}/finished`, name: FUNCTION_FINISHED, data, ts: now.getTime() });
  }
  if (events.length > 0) await insertEvents(db, events, now);
}
