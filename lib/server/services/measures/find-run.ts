import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { findRun } from "@/db/queries/measures";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import { STATUS_WORDS } from "@/lib/measures/move-run";
import type { MeasureRun } from "@/lib/measures/schema";
import type { Unit } from "@/lib/server/context";
import { requireOwnAlert } from "@/lib/server/services/alerts/require-own-alert";

/** A run that somebody wants to move; `version` is the one he looked at. */
export interface RunCommand {
  runId: number;
  version?: number | undefined;
}

/**
 * The run and its alert, as they are now.
 * @throws AppError `not-found`, or `conflict` when the run has moved since it was looked at.
 */
export async function runOf(
  { db, scope, actor }: Unit,
  { runId, version }: RunCommand,
): Promise<{ run: MeasureRun; alert: Alert }> {
  const run = await findRun(db, scope, runId);
  const alert = run === null ? null : await findAlert(db, scope, run.alertId);
  if (run === null || alert === null) {
    throw new AppError("not-found", `There is no measure run ${runId}.`, { field: "id" });
  }
  requireOwnAlert({ actor }, alert);
  if (version !== undefined && version !== run.version) throw runMoved(run);
  return { run, alert };
}

/** A 409 that tells the caller where the run stands. */
export function runMoved(run: MeasureRun, because = "so this can no longer be done"): AppError {
  const message = `${run.measureName} is ${STATUS_WORDS[run.status]}, ${because}.`;
  return new AppError("conflict", message, { details: { status: run.status, version: run.version } });
}
