import "server-only";
import type { Alert } from "@/lib/alerts/schema";
import { takeStep as decideStep } from "@/lib/escalation/take-step";
import type { Unit } from "@/lib/server/context";
import { escalationColumns, escalationOf } from "./policy";

/** The columns that an escalation writes. */
export async function takeStep(unit: Unit, alert: Alert, { isManual }: { isManual: boolean }) {
  const { standing, taken: before } = await escalationOf(unit.db, alert);
  const level = alert.escalationLevel + 1;
  const step = decideStep({ severity: alert.severity, standing, isManual, level, before }, unit.now());
  const { severity, isRaised } = step;
  const columns = escalationColumns({ status: "escalated", severity }, step);
  return {
    ...columns,
    severity,
    severityRaises: alert.severityRaises + (isRaised ? 1 : 0),
    escalatesAt: alert.mute === null ? columns.escalatesAt : null,
  };
}
