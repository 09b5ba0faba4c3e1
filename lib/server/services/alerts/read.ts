import "server-only";
import { findSeenGroup } from "@/db/queries/alert-groups";
import { findAlert, listTimeline } from "@/db/queries/alerts";
import { listMoney } from "@/db/queries/money";
import { listNotifications } from "@/db/queries/notifications";
import { groupToWire } from "@/lib/alerts/group-wire";
import { alertToWire, pointToWire, timelineToWire } from "@/lib/alerts/wire";
import { AppError } from "@/lib/kernel/errors";
import { notificationToWire } from "@/lib/notifications/wire";
import type { Context } from "@/lib/server/context";
import { readEscalation } from "@/lib/server/services/escalation/read-escalation";
import { runsOfAlert } from "@/lib/server/services/measures/list";

/**
 * An alert with its group, its timeline and every decision whom to tell.
 * @throws AppError `not-found`, also for an alert the caller may not see.
 */
export async function readAlert(ctx: Context, id: number) {
  const alert = await findAlert(ctx.db, ctx.scope, id);
  if (alert === null) throw new AppError("not-found", `There is no alert ${id}.`, { field: "id" });
  const timeline = await listTimeline(ctx.db, ctx.scope, id);
  const notifications = await listNotifications(ctx.db, ctx.scope, id);
  const seen = alert.groupId === null ? null : await findSeenGroup(ctx.db, ctx.scope, alert.groupId);
  const line = await listMoney(ctx.db, id);
  return {
    ...alertToWire(alert),
    group: seen && groupToWire(seen),
    timeline: timeline.map(timelineToWire),
    notifications: notifications.map(notificationToWire),
    /** Its money at risk minute by minute, oldest first. */
    money_line: line.map(pointToWire),
    measures: await runsOfAlert(ctx, alert),
    /** Its policy, and what that does next. */
    escalation: await readEscalation(ctx, alert),
  };
}
