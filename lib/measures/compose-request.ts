import type { Alert } from "@/lib/alerts/schema";
import { alertToWire } from "@/lib/alerts/wire";
import type { MeasureRun } from "./schema";

/** The JSON a measure's address is sent: the same text for each attempt, the alert as it was when it was asked for. */
export function composeRequest(
  run: Pick<MeasureRun, "id" | "measureName" | "action" | "isDryRun">,
  alert: Alert,
  now: Date,
): string {
  return JSON.stringify({
    measure: run.measureName,
    action: run.action,
    dry_run: run.isDryRun,
    run_id: run.id,
    requested_at: now.toISOString(),
    alert: alertToWire(alert),
  });
}
