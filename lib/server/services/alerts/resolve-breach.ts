import "server-only";
import { eq } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { describeDuration } from "@/lib/rules/describe";
import type { Unit } from "@/lib/server/context";
import type { AlertVerdict, Applied } from "./apply-verdict";
import { closeGroupIfDone } from "./join-group";
import { openAlertOf } from "./open-alert-of";
import { alertFacts, announce, auditAlert, tellFeed } from "./tell";

type Resolve = AlertVerdict & { verdict: { kind: "resolve" } };

/** The condition is gone. When somebody resolved the alert before, only the rule's state is left to move. */
export async function resolveBreach(unit: Unit, given: Resolve): Promise<Exclude<Applied, { kind: "lost" }>> {
  const { rule, sample, verdict, state } = given;
  const open = await openAlertOf(unit, given);
  if (open === null) return { kind: "resolved", alertId: null, state };
  const [row] = await unit.db
    .update(alerts)
    .set({
      status: "resolved",
      resolvedAt: sample.at,
      resolvedBy: `rule ${rule.name}`,
      autoResolved: true,
      escalatesAt: null,
      acknowledgedUntil: null,
      version: open.version + 1,
    })
    .where(eq(alerts.id, open.id))
    .returning();
  if (row === undefined) return { kind: "resolved", alertId: null, state };
  const alert = toAlert(row);
  await closeGroupIfDone(unit, alert.groupId);
  const held = describeDuration(rule.holdMs);
  const why =
    verdict.because === "clear"
      ? `the condition is clear for ${held} without a gap`
      : `no sample came since ${verdict.clearSince.toISOString()}, and the rule takes that as clear`;
  const details = { auto_resolved: true, because: verdict.because };
  unit.tell.timeline({ alertId: alert.id, kind: "resolved", message: `Resolved by itself: ${why}`, details });
  if (alert.isShadow) return { kind: "resolved", alertId: alert.id, state };
  auditAlert(unit, alert, "alert/resolved", details);
  announce(unit, alert, { name: "alert/resolved", data: { ...alertFacts(alert), autoResolved: true } });
  tellFeed(unit, alert, "alert/resolved");
  return { kind: "resolved", alertId: alert.id, state };
}
