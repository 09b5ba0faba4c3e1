import "server-only";
import { eq } from "drizzle-orm";
import { findGravestTold, lockGroup } from "@/db/queries/alert-groups";
import { alertGroups, alerts } from "@/db/schema";
import { DEFAULT_GROUPING } from "@/lib/alerts/group";
import type { Alert } from "@/lib/alerts/schema";
import type { Severity } from "@/lib/kernel/severity";
import { moveNotice, type Wait, waitOf } from "@/lib/notifications/group";
import type { Planned } from "@/lib/notifications/house";
import { kindOf, type Occasion } from "@/lib/notifications/schema";
import type { Unit } from "@/lib/server/context";
import { findGrouping } from "./grouping";

interface Asked {
  alert: Alert;
  occasion: Occasion;
  severity: Severity;
  maxAlertsPerHour: number | null;
}

/**
 * Until when an alert waits to be told with others, and why; null when it is told at once. Locks its group until the unit
 * ends, so that of two alerts planned at once only one opens a notice.
 */
export async function findWait(
  unit: Unit,
  { alert, occasion, severity, maxAlertsPerHour }: Asked,
): Promise<Wait | null> {
  // The alert first, as whoever resolves it does: the timeline's line would lock it after the group.
  await unit.db.select({ id: alerts.id }).from(alerts).where(eq(alerts.id, alert.id)).for("key share");
  if (!isNews(occasion)) return null;
  const group = alert.groupId === null ? null : await lockGroup(unit.db, alert.groupId);
  const grouping = group === null ? DEFAULT_GROUPING : await findGrouping(unit.db);
  const told = group && { ...group, gravest: await findGravestTold(unit.db, group.id) };
  return waitOf({ alert, occasion, severity, group: told, grouping, maxAlertsPerHour }, unit.now());
}

/** Keeps when the group was told, or will be: call it once the decisions are rows. */
export async function noteNotice(
  unit: Unit,
  {
    alert,
    occasion,
    planned,
    wait,
  }: { alert: Alert; occasion: Occasion; planned: readonly Planned[]; wait: Wait | null },
): Promise<void> {
  if (alert.groupId === null || !isNews(occasion)) return;
  const moved = moveNotice({ planned, wait }, unit.now());
  if (moved !== null) await unit.db.update(alertGroups).set(moved).where(eq(alertGroups.id, alert.groupId));
}

/** What ends noise or changes what was told is no notice of the group. */
function isNews(occasion: Occasion): boolean {
  return !["resolved", "acknowledged"].includes(kindOf(occasion));
}
