import { setTimeout as delay } from "node:timers/promises";
import { ZodError } from "zod";
import type { EngineJob } from "@/db/schema";
import type { Logger } from "@/lib/server/log";
import { applyOutcome } from "./apply-outcome";
import { asError, type Outcome } from "./protocol";
import { UnreadableError } from "./unreadable";
import { callFunction, settleDue, type Working } from "./work";

export type Answering = Working & {
  log: Logger;
  /** Whether the lease is still held; without it, nothing more is written. */
  isAlive: () => boolean;
};

const TRY_AGAIN_MS = 500;

/** Works off one job. Never throws: what the database refuses for a while is tried again as long as the lease is held. */
export async function answerJob(answering: Answering, job: EngineJob): Promise<void> {
  const startedAt = answering.now();
  if (job.kind !== "exec") {
    await persist(answering, job, () => settleDue(answering, job));
    return;
  }
  const outcome = await persist(answering, job, () => callFunction(answering, job));
  if (!outcome) return;
  const { db, functions, holder } = answering;
  const apply = (answer: Outcome) => {
    return applyOutcome(db, { job, outcome: answer, functions, holder, startedAt, now: answering.now() });
  };
  if (outcome.kind === "rejected")
    answering.log.warn({ fn: job.fnId, run: job.runId, err: outcome.error }, "a call failed");
  await persist(answering, job, async () => {
    try {
      await apply(outcome);
    } catch (error) {
      if (!isUnusable(error)) throw error;
      // The answer itself cannot be kept, such as a wait until no readable time: that is the function's failure.
      await apply({ kind: "rejected", error: asError(error), isFinal: false, retryAfter: null, version: null });
    }
  });
}

async function persist<Result>(
  { log, isAlive }: Answering,
  job: EngineJob,
  work: () => Promise<Result>,
): Promise<Result | null> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      log.warn({ err: error, job: job.id }, "a job could not be kept, trying again");
    }
    await delay(TRY_AGAIN_MS, undefined, { ref: false });
    if (!isAlive()) return null;
  }
}

/** What the executor cannot read, or the database refuses as a value (classes 22 and 23); anything else may pass. */
function isUnusable(error: unknown): boolean {
  if (error instanceof UnreadableError || error instanceof ZodError) return true;
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null && "code" in cause && /^2[23]/.test(String(cause.code));
}
