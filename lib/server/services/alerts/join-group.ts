import "server-only";
import { eq } from "drizzle-orm";
import { countMembers, lockGroup, takeGroup } from "@/db/queries/alert-groups";
import { alertGroups, alerts } from "@/db/schema";
import { type AlertGroup, groupKeyOf, groupTitleOf } from "@/lib/alerts/group";
import { labelsOf } from "@/lib/alerts/labels-of";
import type { Alert } from "@/lib/alerts/schema";
import type { Unit } from "@/lib/server/context";
import { findGrouping } from "./grouping";

/**
 * Puts an alert that was just raised into the open group of its key, or opens one. An alert of a rule in shadow joins none.
 * Lock order: alert, group, feed.
 * @returns the alert with its group.
 */
export async function joinGroup(unit: Unit, alert: Alert): Promise<Alert> {
  if (alert.isShadow) return alert;
  const { keys } = await findGrouping(unit.db);
  const labels = labelsOf(alert);
  const key = groupKeyOf(labels, keys);
  if (key === null) return alert;
  const brand = keys.includes("brand") ? alert.brand : null;
  const wanted = { key, title: groupTitleOf(labels, keys), brand, openedAt: unit.now() };
  const joined = (await takeLiving(unit, wanted)) ?? (await takeLiving(unit, wanted));
  if (joined === null) return alert;
  const { group, others } = joined;
  await unit.db.update(alerts).set({ groupId: group.id }).where(eq(alerts.id, alert.id));
  if (others > 0)
    unit.tell.timeline({
      alertId: alert.id,
      kind: "grouped",
      message: `Joined group ${group.title}, with ${others === 1 ? "1 other" : `${others} others`}`,
      details: { group: group.id, title: group.title, others },
    });
  return { ...alert, groupId: group.id };
}

/** A group all of whose alerts are over, closed by nobody, is closed now and not taken. */
async function takeLiving(
  unit: Unit,
  wanted: Pick<AlertGroup, "key" | "title" | "brand" | "openedAt">,
): Promise<{ group: AlertGroup; others: number } | null> {
  const group = await takeGroup(unit.db, wanted);
  if (group === null) return null;
  const { all, open } = await countMembers(unit.db, group.id);
  if (all === 0 || open > 0) return { group, others: open };
  await close(unit, group.id);
  return null;
}

/** Closes a group when the last of its alerts is resolved; whoever breaches next opens another. Call it after the move. */
export async function closeGroupIfDone(unit: Unit, groupId: number | null): Promise<void> {
  if (groupId === null) return;
  const group = await lockGroup(unit.db, groupId);
  if (group === null || group.closedAt !== null) return;
  // Counted under the lock, in a statement of its own: whoever joins meanwhile is seen.
  const { open } = await countMembers(unit.db, groupId);
  if (open === 0) await close(unit, groupId);
}

async function close(unit: Unit, groupId: number): Promise<void> {
  await unit.db
    .update(alertGroups)
    .set({ closedAt: unit.now(), nextNoticeAt: null })
    .where(eq(alertGroups.id, groupId));
}
