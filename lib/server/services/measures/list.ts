import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { listMeasures, listRuns } from "@/db/queries/measures";
import { isAllowed } from "@/lib/access/permissions";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import { approve } from "@/lib/measures/approve";
import type { Measure, MeasureRun } from "@/lib/measures/schema";
import { measureToWire, runToWire, runWithRequestToWire, type ShownRun } from "@/lib/measures/wire";
import type { Context } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";
import { whyNotAct } from "@/lib/server/services/alerts/require-own-alert";
import { standing } from "./standing";

/** Whether there is a secret to sign calls with. */
export function signingOf(settings: Pick<Env, "WEBHOOK_SECRET"> = env()): "ready" | "missing" {
  return settings.WEBHOOK_SECRET === undefined ? "missing" : "ready";
}

/** Every measure by name. */
export async function readMeasures(ctx: Context) {
  return (await listMeasures(ctx.db)).map(measureToWire);
}

/**
 * Runs of one alert, or of all that the caller may see, newest first. Only an admin sees what was sent.
 * @throws AppError `not-found` for an alert there is not.
 */
export async function readRuns(ctx: Context, { alertId }: { alertId?: number | undefined } = {}) {
  const alert = alertId === undefined ? null : await findAlert(ctx.db, ctx.scope, alertId);
  if (alertId !== undefined && alert === null) {
    throw new AppError("not-found", `There is no alert ${alertId}.`, { field: "alert" });
  }
  const runs = await listRuns(ctx.db, ctx.scope, alertId);
  return runs.map(isAdmin(ctx) ? runWithRequestToWire : runToWire);
}

/** The runs of an alert as its page shows them: each with why the viewer cannot approve it, null where he can. */
export async function runsOfAlert(ctx: Context, alert: Alert): Promise<ShownRun[]> {
  const runs = await listRuns(ctx.db, ctx.scope, alert.id);
  const measures = new Map((await listMeasures(ctx.db)).map((measure) => [measure.id, measure]));
  return Promise.all(
    runs.map(async (run) => ({
      ...(isAdmin(ctx) ? runWithRequestToWire(run) : runToWire(run)),
      approval_refused: run.status === "waiting" ? await whyNotApprove(ctx, run, alert) : null,
      undo_refused: whyNotUndo(ctx, run, measures.get(run.measureId)) ?? whyNotAct(ctx, alert),
    })),
  );
}

async function whyNotApprove(ctx: Context, run: MeasureRun, alert: Alert): Promise<string | null> {
  if (!isAdmin(ctx)) return "Only an admin approves measures.";
  const limit = whyNotAct(ctx, alert);
  if (limit !== null) return limit;
  if (alert.status === "resolved") return "The alert is resolved, so there is nothing left to protect.";
  const decided = approve(await standing(ctx, run, alert));
  return decided.kind === "refused" ? decided.because : null;
}

function whyNotUndo(ctx: Context, { status, action }: MeasureRun, measure: Measure | undefined): string | null {
  if (status !== "done" || action === "undo") return "There is nothing to take back.";
  if (!isAdmin(ctx)) return "Only an admin takes measures back.";
  return (measure?.undoUrl ?? null) === null ? "It has no undo address: take it back on the platform by hand." : null;
}

function isAdmin(ctx: Context): boolean {
  return isAllowed(ctx.actor, "brands:admin");
}
