import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { findMeasure, insertRun, type NewRun, updateRun } from "@/db/queries/measures";
import { findRule } from "@/db/queries/rules";
import type { Alert } from "@/lib/alerts/schema";
import { assertNever, invariant } from "@/lib/kernel/errors";
import { composeRequest } from "@/lib/measures/compose-request";
import { planRun, type RunPlan } from "@/lib/measures/plan-run";
import type { Measure, MeasureOccasion, MeasureRun, RunStatus } from "@/lib/measures/schema";
import type { Context, Unit } from "@/lib/server/context";
import { tellRun } from "./tell-run";

export type Requested = { kind: "none"; because: string } | { kind: "requested"; runId: number; status: RunStatus };

/** Asks for the measure an alert's rule names, once for each alert and occasion, however often it is told of it. */
export async function requestRun(
  ctx: Context,
  { alertId, occasion }: { alertId: number; occasion: MeasureOccasion },
): Promise<Requested> {
  return ctx.unit(async (unit): Promise<Requested> => {
    const alert = await findAlert(unit.db, ctx.scope, alertId);
    if (alert === null) return none("the alert is gone");
    const rule = alert.ruleId === null ? null : await findRule(unit.db, alert.ruleId);
    if (rule === null || rule.measureId === null) return none("its rule names no measure");
    const measure = await findMeasure(unit.db, rule.measureId);
    if (measure === null) return none("the measure is gone");
    const plan = planRun(measure, alert, occasion);
    if (plan.kind === "none") return none(plan.because);
    const run = await insertRun(unit.db, newRun(unit, { alert, measure, occasion }, plan));
    if (run === null) return none("it was asked for before");
    const kept = await keepRequest(unit, { run, alert, changedBy: measure.changedBy });
    if (kept.status === "approved") unit.tell.outbox({ name: "measure/requested", data: { runId: kept.id } });
    tellRun(unit, { alert, run: kept, what: "requested", words: WORDS[plan.kind] });
    return { kind: "requested", runId: kept.id, status: kept.status };
  });
}

function none(because: string): Requested {
  return { kind: "none", because };
}

type Wanted = Exclude<RunPlan, { kind: "none" }>;

const WORDS: Record<Wanted["kind"], string> = {
  "wait-for-approval": "waits for an admin's approval",
  run: "is being called",
  "dry-run": "dry run, nothing was sent",
};

function statusOf(plan: Wanted): RunStatus {
  switch (plan.kind) {
    case "wait-for-approval":
      return "waiting";
    case "run":
      return "approved";
    case "dry-run":
      return "dry_run";
    default:
      return assertNever(plan);
  }
}

function newRun(
  { now }: Unit,
  { alert, measure, occasion }: { alert: Alert; measure: Measure; occasion: MeasureOccasion },
  plan: Wanted,
): NewRun {
  const at = now();
  const status = statusOf(plan);
  return {
    measureId: measure.id,
    measureName: measure.name,
    alertId: alert.id,
    occasion,
    action: "run",
    status,
    url: measure.url,
    isDryRun: measure.isDryRun,
    request: { body: "", changedBy: measure.changedBy },
    nextAttemptAt: status === "approved" ? at : null,
    finishedAt: status === "dry_run" ? at : null,
    createdAt: at,
  };
}

/** The text that is sent names the run, which has its number only now. */
export async function keepRequest(
  unit: Unit,
  { run, alert, changedBy }: { run: MeasureRun; alert: Alert; changedBy: string },
): Promise<MeasureRun> {
  const body = composeRequest(run, alert, unit.now());
  const kept = await updateRun(unit.db, run, { request: { body, changedBy } });
  invariant(kept !== null, "nobody else moves a run that was made in this unit");
  return kept;
}
