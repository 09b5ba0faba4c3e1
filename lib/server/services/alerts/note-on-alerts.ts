import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { alerts } from "@/db/schema";
import { ACTIVE_STATUSES } from "@/lib/alerts/schema";
import type { Unit } from "@/lib/server/context";

/** Writes a change of a rule on the timeline of each alert it has open: who reads the alert sees why it moved. */
export async function noteOnAlerts(
  unit: Unit,
  ruleId: number,
  { message, details }: { message: string; details: Record<string, unknown> },
): Promise<void> {
  const open = await unit.db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.alertRuleId, ruleId), inArray(alerts.status, [...ACTIVE_STATUSES])));
  for (const { id } of open) unit.tell.timeline({ alertId: id, kind: "rule_changed", message, details });
}
