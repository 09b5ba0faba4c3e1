import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { alertFingerprint } from "@/lib/alerts/fingerprint";
import { ACTIVE_STATUSES, type Alert } from "@/lib/alerts/schema";
import type { Series } from "@/lib/metrics/schema";
import type { Rule } from "@/lib/rules/schema";
import type { Unit } from "@/lib/server/context";

/** The open alert of a rule and series, locked until the unit ends; null when there is none. */
export async function openAlertOf(
  { db }: Unit,
  { rule, series }: { rule: Rule; series: Series },
): Promise<Alert | null> {
  const [open] = await db
    .select()
    .from(alerts)
    .where(
      and(eq(alerts.fingerprint, alertFingerprint(rule, series.labels)), inArray(alerts.status, [...ACTIVE_STATUSES])),
    )
    .for("update");
  return open === undefined ? null : toAlert(open);
}
