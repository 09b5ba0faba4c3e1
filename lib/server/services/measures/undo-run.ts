import "server-only";
import { findMeasure, findUndo, insertRun, updateRun } from "@/db/queries/measures";
import { actorName, personOf } from "@/lib/access/schema";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import { moveRun } from "@/lib/measures/move-run";
import type { MeasureRun } from "@/lib/measures/schema";
import type { Context, Unit } from "@/lib/server/context";
import { type RunCommand, runMoved, runOf } from "./find-run";
import { keepRequest } from "./request-run";
import { tellRun } from "./tell-run";

/**
 * An admin takes back what was done: a call of its own to the measure's undo address. An undo that failed can be asked
 * for again. @returns the undo's run.
 * @throws AppError `conflict` when there is nothing done to take back, or no address for it; `not-found`.
 */
export async function undoRun(ctx: Context, command: RunCommand): Promise<MeasureRun> {
  return ctx.unit(async (unit) => {
    const { run, alert } = await runOf(unit, command);
    if (run.action === "undo" || moveRun(run.status, "take-back") === null) {
      throw runMoved(run, "so there is nothing to take back");
    }
    const asked = (await askAgain(unit, run)) ?? (await askFirst(unit, run, alert));
    unit.tell.outbox({ name: "measure/requested", data: { runId: asked.id } });
    tellRun(unit, { alert, run: asked, what: "requested", words: `asked for by ${actorName(unit.actor)}` });
    return asked;
  });
}

async function askFirst(unit: Unit, run: MeasureRun, alert: Alert): Promise<MeasureRun> {
  const measure = await findMeasure(unit.db, run.measureId);
  const url = measure?.undoUrl ?? null;
  if (measure === null || url === null) {
    throw new AppError("conflict", `${run.measureName} has no undo address: take it back on the platform by hand.`);
  }
  const { id: _id, version: _version, attempts: _attempts, response: _response, ...same } = run;
  const at = unit.now();
  const made = await insertRun(unit.db, {
    ...same,
    ...{ action: "undo", status: "approved", url, isDryRun: false, nextAttemptAt: at, finishedAt: null, createdAt: at },
  });
  if (made === null) throw runMoved(run, "and its undo was asked for a moment ago");
  const kept = await keepRequest(unit, { run: made, alert, changedBy: measure.changedBy });
  return decided(unit, kept, {});
}

/** Null where none was asked for before. */
async function askAgain(unit: Unit, run: MeasureRun): Promise<MeasureRun | null> {
  const undo = await findUndo(unit.db, run);
  if (undo === null) return null;
  const status = moveRun(undo.status, "ask-again");
  if (status === null) throw runMoved(run, "and its undo was asked for before");
  return decided(unit, undo, { status, attempts: 0, nextAttemptAt: unit.now(), response: null, finishedAt: null });
}

async function decided(unit: Unit, undo: MeasureRun, change: Parameters<typeof updateRun>[2]): Promise<MeasureRun> {
  const decision = { ...change, decidedBy: personOf(unit.actor), decidedAt: unit.now() };
  const moved = await updateRun(unit.db, undo, decision);
  if (moved === null) throw runMoved(undo, "or was a moment ago: look at it again");
  return moved;
}
