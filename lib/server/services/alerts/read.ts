import "server-only";
import { findAlert, listTimeline } from "@/db/queries/alerts";
import { listNotifications } from "@/db/queries/notifications";
import { alertToWire, timelineToWire } from "@/lib/alerts/wire";
import { AppError } from "@/lib/kernel/errors";
import { notificationToWire } from "@/lib/notifications/wire";
import type { Context } from "@/lib/server/context";

/**
 * An alert with its timeline and every decision whom to tell.
 * @throws AppError `not-found`, also for an alert the caller may not see.
 */
export async function readAlert(ctx: Context, id: number) {
  const alert = await findAlert(ctx.db, ctx.scope, id);
  if (alert === null) throw new AppError("not-found", `There is no alert ${id}.`, { field: "id" });
  const timeline = await listTimeline(ctx.db, ctx.scope, id);
  const notifications = await listNotifications(ctx.db, ctx.scope, id);
  return {
    ...alertToWire(alert),
    timeline: timeline.map(timelineToWire),
    notifications: notifications.map(notificationToWire),
  };
}
