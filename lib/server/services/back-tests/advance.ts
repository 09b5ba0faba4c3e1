import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type BackTest, findBackTest, toBackTest } from "@/db/queries/back-tests";
import { backTests } from "@/db/schema";
import { AppError } from "@/lib/kernel/errors";
import type { BackTestResult } from "@/lib/replay/schema";
import type { Context } from "@/lib/server/context";
import { stopwatch } from "@/lib/server/stopwatch";
import { conclude } from "./conclude";
import { Run } from "./run";

/** One step of the engine works so long; what it found is kept at its end. */
const STEP_MS = 4_000;
/** How soon a cancelled run stops, and how often progress is told. */
const TELL_MS = 500;

/**
 * Goes on with a back-test for some seconds, from where it stands; a step made twice finds the same again.
 * @returns whether it is over.
 */
export async function advanceBackTest(
  ctx: Context,
  { id, stepMs = STEP_MS }: { id: number; stepMs?: number },
): Promise<{ isOver: boolean }> {
  const job = await begin(ctx, id);
  if (job === null) return { isOver: true };
  try {
    return await goOn(ctx, job, stepMs);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await failBackTest(ctx, { id, error: error.message });
    return { isOver: true };
  }
}

async function goOn(ctx: Context, job: BackTest, stepMs: number): Promise<{ isOver: boolean }> {
  const run = await Run.open(ctx, job);
  const watch = stopwatch();
  let toldAt = 0;
  while (!run.isAtEnd) {
    await run.chunk();
    if (watch() > stepMs && !run.isAtEnd)
      return { isOver: !(await move(ctx, job, { progress: run.progress, checkpoint: run.checkpoint() })) };
    if (watch() < toldAt + TELL_MS) continue;
    toldAt = watch();
    if (!(await move(ctx, job, { progress: run.progress }))) return { isOver: true };
  }
  await complete(ctx, job, await conclude(ctx, job, run));
  return { isOver: true };
}

/** Null when it is over, or nobody knows it. */
async function begin(ctx: Context, id: number): Promise<BackTest | null> {
  const now = ctx.now();
  const [started] = await ctx.db
    .update(backTests)
    .set({ status: "running", startedAt: now, updatedAt: now })
    .where(and(eq(backTests.id, id), eq(backTests.status, "queued")))
    .returning();
  if (started !== undefined) return toBackTest(started);
  const found = await findBackTest(ctx.db, ctx.scope, id);
  return found?.status === "running" ? found : null;
}

/** @returns whether it still runs: false when somebody cancelled it meanwhile. */
async function move(
  ctx: Context,
  { id }: BackTest,
  moved: Partial<Pick<BackTest, "progress" | "checkpoint">>,
): Promise<boolean> {
  const rows = await ctx.db
    .update(backTests)
    .set({ ...moved, updatedAt: ctx.now() })
    .where(and(eq(backTests.id, id), eq(backTests.status, "running")))
    .returning({ id: backTests.id });
  return rows.length > 0;
}

async function complete(ctx: Context, { id }: BackTest, result: BackTestResult): Promise<void> {
  const now = ctx.now();
  await ctx.db
    .update(backTests)
    .set({ status: "done", progress: 1, result, checkpoint: null, finishedAt: now, updatedAt: now })
    .where(and(eq(backTests.id, id), eq(backTests.status, "running")));
}

/** Ends a back-test that cannot go on, with the reason as a sentence. */
export async function failBackTest(ctx: Context, { id, error }: { id: number; error: string }): Promise<void> {
  const now = ctx.now();
  await ctx.db
    .update(backTests)
    .set({ status: "failed", error, checkpoint: null, finishedAt: now, updatedAt: now })
    .where(and(eq(backTests.id, id), inArray(backTests.status, ["queued", "running"])));
}
