import "server-only";
import { updateRun } from "@/db/queries/measures";
import { actorName, personOf } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { approve } from "@/lib/measures/approve";
import { moveRun } from "@/lib/measures/move-run";
import type { MeasureRun } from "@/lib/measures/schema";
import type { Context, Unit } from "@/lib/server/context";
import { type RunCommand, runMoved, runOf } from "./find-run";
import { standing } from "./standing";
import { tellRun } from "./tell-run";

/**
 * An admin lets a waiting run be called, unless he made it happen himself.
 * @throws AppError `forbidden` for the person who changed the measure last or escalated the alert, `conflict` when the run
 * has moved or the alert is resolved, `not-found`.
 */
export async function approveRun(ctx: Context, command: RunCommand): Promise<MeasureRun> {
  return ctx.unit(async (unit) => {
    const { run, alert } = await runOf(unit, command);
    const status = moveRun(run.status, "approve");
    if (status === null) throw runMoved(run);
    if (alert.status === "resolved") {
      throw new AppError("conflict", "The alert is resolved, so there is nothing left to protect.", {
        details: { status: run.status, version: run.version },
      });
    }
    const decided = approve(await standing(unit, run, alert));
    if (decided.kind === "refused") throw new AppError("forbidden", decided.because);
    const moved = await decide(unit, run, { status, nextAttemptAt: unit.now() });
    unit.tell.outbox({ name: "measure/requested", data: { runId: run.id } });
    tellRun(unit, { alert, run: moved, what: "approved", words: `approved by ${actorName(unit.actor)}` });
    return moved;
  });
}

/**
 * An admin refuses a waiting run. Anybody may be the careful one, so no second person is needed.
 * @throws AppError `conflict` when the run has moved, `not-found`.
 */
export async function declineRun(ctx: Context, command: RunCommand): Promise<MeasureRun> {
  return ctx.unit(async (unit) => {
    const { run, alert } = await runOf(unit, command);
    const status = moveRun(run.status, "decline");
    if (status === null) throw runMoved(run);
    const moved = await decide(unit, run, { status, finishedAt: unit.now() });
    tellRun(unit, { alert, run: moved, what: "declined", words: `declined by ${actorName(unit.actor)}` });
    return moved;
  });
}

async function decide(unit: Unit, run: MeasureRun, change: Partial<MeasureRun>): Promise<MeasureRun> {
  const decision = { ...change, decidedBy: personOf(unit.actor), decidedAt: unit.now() };
  const moved = await updateRun(unit.db, run, decision);
  if (moved === null) throw runMoved(run, "or was a moment ago: look at it again");
  return moved;
}
