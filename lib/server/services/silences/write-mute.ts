import "server-only";
import { and, eq } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import type { Alert, Mute } from "@/lib/alerts/schema";
import type { Unit } from "@/lib/server/context";
import { alertFacts, announce, auditAlert, tellFeed } from "@/lib/server/services/alerts/tell";
import { beginEscalation, standingOf } from "@/lib/server/services/escalation/policy";
import { describeMute, describeRelease } from "@/lib/silences/decide-mute";

/**
 * Hides an open alert, by compare-and-set: its escalation pauses until it is shown again. Null when it moved meanwhile; who
 * looks every minute looks again.
 */
export async function hideAlert(unit: Unit, alert: Alert, mute: Mute): Promise<Alert | null> {
  const hidden = await set(unit, alert, { mute, escalatesAt: null });
  if (hidden === null) return null;
  const isSame = alert.mute !== null && alert.mute.kind === mute.kind && alert.mute.id === mute.id;
  const words = describeMute(mute);
  const message = isSame
    ? `Still ${words}`
    : `${words.charAt(0).toUpperCase()}${words.slice(1)}: it is recorded and shown, and nobody is told`;
  unit.tell.timeline({ alertId: alert.id, kind: "muted", message, details: { ...mute } });
  auditAlert(unit, hidden, "alert/muted", { before: { mute: alert.mute }, after: { mute } });
  tellFeed(unit, hidden, "alert/muted");
  return hidden;
}

/**
 * Shows a hidden alert again, by compare-and-set, and its escalation counts anew from now. `told`: "now" for what still burns,
 * unless somebody acknowledged it; "otherwise" where the occasion that found it is told itself.
 */
export async function showAlert(unit: Unit, alert: Alert, told: "now" | "otherwise"): Promise<Alert | null> {
  if (alert.mute === null) return null;
  const now = unit.now();
  const { policy } = await standingOf(unit.db, alert);
  const mutes = alert.mutes + 1;
  // A snooze that is over is taken away; one that is not (a silence hid the alert too) would go on.
  const snooze = alert.mute.kind === "snooze" ? null : alert.snooze;
  const shown = await set(unit, alert, { mute: null, mutes, snooze, ...beginEscalation(alert, policy, now) });
  if (shown === null) return null;
  const isTold = told === "now" && shown.status !== "acknowledged";
  const because = isTold
    ? "It still burns, so people are told"
    : told === "otherwise"
      ? "People are told of what happened now"
      : `${shown.acknowledgedBy ?? "Somebody"} has acknowledged it, so nobody is told again`;
  unit.tell.timeline({
    alertId: alert.id,
    kind: "unmuted",
    message: `${describeRelease(alert.mute)}. ${because}`,
    details: { ...alert.mute, count: mutes },
  });
  auditAlert(unit, shown, "alert/unmuted", { before: { mute: alert.mute }, after: { mute: null } });
  if (isTold) announce(unit, shown, { name: "alert/unmuted", data: { ...alertFacts(shown), count: mutes } });
  tellFeed(unit, shown, "alert/unmuted");
  return shown;
}

async function set(unit: Unit, alert: Alert, values: Partial<typeof alerts.$inferInsert>): Promise<Alert | null> {
  const [row] = await unit.db
    .update(alerts)
    .set({ ...values, version: alert.version + 1 })
    .where(and(eq(alerts.id, alert.id), eq(alerts.version, alert.version), eq(alerts.status, alert.status)))
    .returning();
  return row === undefined ? null : toAlert(row);
}
