import "server-only";
import { eq } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { OPERATOR_WORDS } from "@/lib/rules/conditions";
import { describeDuration, describeReading } from "@/lib/rules/describe";
import { levelOf, severityAt } from "@/lib/rules/levels";
import type { Unit } from "@/lib/server/context";
import { followSeverity } from "@/lib/server/services/escalation/policy";
import type { AlertVerdict, Applied } from "./apply-verdict";
import { openAlertOf } from "./open-alert-of";
import { alertFacts, announce, auditAlert, tellFeed } from "./tell";

type LevelVerdict = AlertVerdict & { verdict: { kind: "worsen" | "ease" } };

/**
 * The open alert follows its rule's level, up and down, and stays the one alert. What escalations added to its severity
 * stays added. Worse is told; better is written down.
 */
export async function moveLevel(unit: Unit, given: LevelVerdict): Promise<Exclude<Applied, { kind: "lost" }>> {
  const { verdict, rule, sample, state } = given;
  const open = await openAlertOf(unit, given);
  if (open === null) return { kind: "moved", alertId: null, state };
  const severity = severityAt(verdict.to, open.severityRaises);
  const escalation = open.isShadow ? {} : await followSeverity(unit.db, { alert: open, severity }, sample.at);
  const [row] = await unit.db
    .update(alerts)
    .set({
      level: verdict.to,
      severity,
      value: sample.value,
      threshold: levelOf(rule, verdict.to).threshold,
      ...escalation,
      version: open.version + 1,
    })
    .where(eq(alerts.id, open.id))
    .returning();
  if (row === undefined) return { kind: "moved", alertId: null, state };
  const alert = toAlert(row);
  unit.tell.timeline({
    alertId: alert.id,
    kind: verdict.kind === "worsen" ? "worsened" : "eased",
    message: wordsOf(given),
    details: { from: open.severity, to: alert.severity, value: sample.value },
  });
  if (alert.isShadow) return { kind: "moved", alertId: alert.id, state };
  const action = verdict.kind === "worsen" ? "alert/worsened" : "alert/eased";
  auditAlert(unit, alert, action, { before: { severity: open.severity }, after: { severity }, value: sample.value });
  if (verdict.kind === "worsen" && severity !== open.severity)
    announce(unit, alert, { name: "alert/worsened", data: { ...alertFacts(alert), version: alert.version } });
  tellFeed(unit, alert, action);
  return { kind: "moved", alertId: alert.id, state };
}

/** "Worsened from warning to critical: 6.2 % is above 5 % for 5 min". */
function wordsOf({ verdict, rule, sample }: LevelVerdict): string {
  const level = levelOf(rule, verdict.kind === "worsen" ? verdict.to : verdict.from);
  const limit = verdict.kind === "worsen" ? level.threshold : (level.recovery ?? level.threshold);
  const value = sample.value === null ? "no value" : describeReading(rule, sample.value, limit);
  const limitWords = describeReading(rule, limit, limit);
  if (verdict.kind === "worsen") {
    const held = describeDuration(level.durationMs ?? rule.durationMs);
    return `Worsened from ${verdict.from} to ${verdict.to}: ${value} ${OPERATOR_WORDS[rule.operator]} ${limitWords} for ${held}`;
  }
  return `Eased from ${verdict.from} to ${verdict.to}: ${value}, back past ${limitWords} for ${describeDuration(rule.holdMs)}`;
}
