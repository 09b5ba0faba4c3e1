import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { listMeasures, listRuns } from "@/db/queries/measures";
import { isAllowed } from "@/lib/access/permissions";
import { AppError } from "@/lib/kernel/errors";
import { measureToWire, runToWire, runWithRequestToWire } from "@/lib/measures/wire";
import type { Context } from "@/lib/server/context";

/** Every measure by name. */
export async function readMeasures(ctx: Context) {
  return (await listMeasures(ctx.db)).map(measureToWire);
}

/**
 * Runs of one alert, or of all that the caller may see, newest first. Only an admin sees what was sent.
 * @throws AppError `not-found` for an alert there is not.
 */
export async function readRuns(ctx: Context, { alertId }: { alertId?: number | undefined } = {}) {
  if (alertId !== undefined && (await findAlert(ctx.db, ctx.scope, alertId)) === null) {
    throw new AppError("not-found", `There is no alert ${alertId}.`, { field: "alert" });
  }
  const runs = await listRuns(ctx.db, ctx.scope, alertId);
  return runs.map(isAllowed(ctx.actor, "house:admin", "read") ? runWithRequestToWire : runToWire);
}
