import "server-only";
import type { Alert } from "@/lib/alerts/schema";
import { takeStep as decideStep } from "@/lib/escalation/take-step";
import type { Unit } from "@/lib/server/context";
import { escalationColumns, standingOf } from "./policy";

/** The columns that an escalation writes. */
export async function takeStep(unit: Unit, alert: Alert, { isManual }: { isManual: boolean }) {
  const before = await standingOf(unit.db, alert);
  const { severity, isRaised, standing } = decideStep(
    { severity: alert.severity, standing: before, isManual },
    unit.now(),
  );
  const columns = escalationColumns({ status: "escalated", severity }, standing);
  return {
    ...columns,
    severity,
    severityRaises: alert.severityRaises + (isRaised ? 1 : 0),
    escalatesAt: alert.mute === null ? columns.escalatesAt : null,
  };
}
