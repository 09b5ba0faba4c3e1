import type { Alert } from "@/lib/alerts/schema";
import type { Measure, MeasureOccasion } from "./schema";

export type RunPlan =
  | { kind: "none"; because: string }
  | { kind: "wait-for-approval" }
  | { kind: "run" }
  | { kind: "dry-run" };

/**
 * What becomes of a rule's measure on an occasion of an alert. A dry run waits for nobody: nothing leaves the house. What
 * is hidden by a silence or an inhibition is left alone, as during maintenance.
 */
export function planRun(
  measure: Pick<Measure, "occasion" | "isActive" | "isDryRun" | "needsApproval">,
  alert: Pick<Alert, "status" | "mute" | "isShadow">,
  occasion: MeasureOccasion,
): RunPlan {
  if (measure.occasion !== occasion) return none(`it is for alerts that are ${measure.occasion}`);
  if (!measure.isActive) return none("it is switched off");
  if (alert.isShadow) return none("the rule is in shadow");
  if (alert.status === "resolved") return none("the alert is resolved");
  if (alert.mute !== null) return none(`${alert.mute.by} hides the alert`);
  if (measure.isDryRun) return { kind: "dry-run" };
  return measure.needsApproval ? { kind: "wait-for-approval" } : { kind: "run" };
}

function none(because: string): RunPlan {
  return { kind: "none", because };
}
