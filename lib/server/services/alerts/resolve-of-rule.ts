import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { ACTIVE_STATUSES } from "@/lib/alerts/schema";
import type { Unit } from "@/lib/server/context";
import { closeGroupIfDone } from "./join-group";
import { alertFacts, announce, auditAlert, tellFeed } from "./tell";

/** Resolves what a rule has open, live or in shadow, because nothing will judge it any more. Returns how many. */
export async function resolveOfRule(unit: Unit, ruleId: number, reason: string): Promise<number> {
  const isOpen = and(eq(alerts.alertRuleId, ruleId), inArray(alerts.status, [...ACTIVE_STATUSES]));
  const open = await unit.db.select().from(alerts).where(isOpen).orderBy(alerts.id).for("update");
  for (const before of open) {
    const [row] = await unit.db
      .update(alerts)
      .set({
        status: "resolved",
        resolvedAt: unit.now(),
        resolvedBy: `rule ${before.ruleName}`,
        resolutionNotes: reason,
        autoResolved: true,
        escalatesAt: null,
        acknowledgedUntil: null,
        snooze: null,
        mute: before.mute?.kind === "snooze" ? null : before.mute,
        version: before.version + 1,
      })
      .where(eq(alerts.id, before.id))
      .returning();
    if (row === undefined) continue;
    const alert = toAlert(row);
    await closeGroupIfDone(unit, alert.groupId);
    const details = { auto_resolved: true, because: "rule", reason };
    unit.tell.timeline({ alertId: alert.id, kind: "resolved", message: `Resolved by itself: ${reason}`, details });
    if (alert.isShadow) continue;
    const states = { before: { status: before.status }, after: { status: alert.status } };
    auditAlert(unit, alert, "alert/resolved", { ...states, ...details });
    announce(unit, alert, { name: "alert/resolved", data: { ...alertFacts(alert), autoResolved: true } });
    tellFeed(unit, alert, "alert/resolved");
  }
  return open.length;
}
