import "server-only";
import type { Alert } from "@/lib/alerts/schema";
import { nextStep } from "@/lib/escalation/next-step";
import type { NextStep, Standing } from "@/lib/escalation/schema";
import { raiseSeverity } from "@/lib/kernel/severity";
import type { Unit } from "@/lib/server/context";
import { escalationColumns, standingOf } from "./policy";

/** What an escalation makes of an alert. By hand it raises the severity; by the policy where its step does (A1, N4). */
export async function takeStep(unit: Unit, alert: Alert, { isManual }: { isManual: boolean }) {
  const standing = await standingOf(unit.db, alert);
  const step = nextStep({ ...alert, status: "escalated" }, standing);
  const isRaised = isManual || (step.kind === "escalate" && step.raisesSeverity);
  const severity = isRaised ? raiseSeverity(alert.severity) : alert.severity;
  const columns = escalationColumns({ status: "escalated", severity }, standingAfter(step, standing, unit.now()));
  return {
    ...columns,
    severity,
    severityRaises: alert.severityRaises + (isRaised ? 1 : 0),
    escalatesAt: alert.mute === null ? columns.escalatesAt : null,
  };
}

/** A step that is taken early leaves the times of the others; where none was due, the new severity's begin now. */
function standingAfter(step: NextStep, standing: Standing, now: Date): Standing {
  return step.kind === "escalate" ? { ...standing, stepsDone: step.stepsDone } : { ...standing, startedAt: now };
}
