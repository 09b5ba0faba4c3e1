import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { type EngineRun, engineJobs, engineWaits, type StepResult } from "@/db/schema";
import { planJob } from "./jobs";
import { jobOf, settleStep } from "./runs";

/** A wait as the table holds it. */
export type Wait = typeof engineWaits.$inferSelect;

interface NewWait {
  run: EngineRun;
  kind: "event" | "invoke";
  stepId: string;
  name: string;
  expression: string | null;
  expiresAt: Date | null;
  now: Date;
}

/** Id of a step's wait, and of the job that ends it in time. */
function waitIdOf(runId: string, stepId: string): string {
  return `${runId}/${stepId}`;
}

/** Begins to wait, until `expiresAt` if there is one. */
export async function beginWait(
  db: Queryable,
  { run, kind, stepId, name, expression, expiresAt, now }: NewWait,
): Promise<void> {
  const id = waitIdOf(run.id, stepId);
  const wait = { id, kind, runId: run.id, stepId, name, expression, expiresAt, createdAt: now };
  await db.insert(engineWaits).values(wait).onConflictDoNothing();
  if (expiresAt)
    await planJob(db, { ...jobOf(run), concurrencyKeys: [], id, kind: "timeout", stepId, runAt: expiresAt });
}

interface Settling {
  run: EngineRun;
  wait: Wait;
  result: StepResult;
  now: Date;
}

/** Ends a wait with what it waited for. It is consumed by its deletion, so that only one of event and time-out counts. */
export async function settleWait(db: Queryable, { run, wait, result, now }: Settling): Promise<void> {
  const consumed = await db.delete(engineWaits).where(eq(engineWaits.id, wait.id)).returning({ id: engineWaits.id });
  if (consumed.length === 0 || wait.stepId === null) return;
  await db.delete(engineJobs).where(eq(engineJobs.id, wait.id));
  await settleStep(db, run, { stepId: wait.stepId, op: opOf(wait), name: wait.name, result, now });
}

/** Ends a wait for which nothing came: null for an event, an error for an invocation. */
export async function expireWait(db: Queryable, run: EngineRun, { id }: { id: string }, now: Date): Promise<void> {
  const [wait] = await db.select().from(engineWaits).where(eq(engineWaits.id, id));
  if (!wait) return;
  const tooLate = { name: "TimeoutError", message: "The invoked function did not finish in time." };
  await settleWait(db, { run, wait, result: wait.kind === "invoke" ? { error: tooLate } : { data: null }, now });
}

function opOf({ kind }: Wait): string {
  return kind === "invoke" ? "InvokeFunction" : "WaitForEvent";
}
