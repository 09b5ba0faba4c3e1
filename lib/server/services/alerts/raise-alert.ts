import "server-only";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { composeBreach, type WorstProvider } from "@/lib/alerts/compose-breach";
import { alertFingerprint } from "@/lib/alerts/fingerprint";
import type { Alert } from "@/lib/alerts/schema";
import { describeDuration } from "@/lib/rules/describe";
import { levelOf } from "@/lib/rules/levels";
import type { Unit } from "@/lib/server/context";
import { beginEscalation, findPolicy } from "@/lib/server/services/escalation/policy";
import type { AlertVerdict, Applied } from "./apply-verdict";
import { joinGroup } from "./join-group";
import { LostRace } from "./lost-race";
import { openAlertOf } from "./open-alert-of";
import { alertFacts, announce, auditAlert, tellFeed } from "./tell";

type Raise = AlertVerdict & { verdict: { kind: "raise" } };
type Kept = Exclude<Applied, { kind: "lost" }>;

/** One alert for a rule and series: of a rule in shadow it is recorded, and nobody hears of it. */
export async function raiseAlert(unit: Unit, given: Raise, worst: WorstProvider | null): Promise<Kept> {
  const { alert: found, isNew } = await insertOrAdopt(unit, given, worst);
  const state = { ...given.state, alertId: found.id };
  if (!isNew) return { kind: "adopted", alertId: found.id, state };
  const held = describeDuration(levelOf(given.rule, given.verdict.severity).durationMs ?? given.rule.durationMs);
  unit.tell.timeline({
    alertId: found.id,
    kind: "raised",
    message: `Raised as ${found.severity}: ${found.message}`,
    details: { value: found.value, threshold: found.threshold, held },
  });
  if (found.isShadow) return { kind: "raised", alertId: found.id, state };
  const alert = await joinGroup(unit, found);
  auditAlert(unit, alert, "alert/triggered", { value: alert.value });
  announce(unit, alert, { name: "alert/triggered", data: alertFacts(alert) });
  tellFeed(unit, alert, "alert/triggered");
  return { kind: "raised", alertId: alert.id, state };
}

/** An alert of this rule and these labels that is still open is taken over instead of raising a second. */
async function insertOrAdopt(
  unit: Unit,
  given: Raise,
  worst: WorstProvider | null,
): Promise<{ alert: Alert; isNew: boolean }> {
  const alert = newAlert(given, worst);
  const policy = await findPolicy(unit.db, alert);
  const escalation = alert.isShadow ? {} : beginEscalation(alert, policy, alert.triggeredAt);
  const row = { ...alert, ...escalation, createdAt: unit.now() };
  const [inserted] = await unit.db.insert(alerts).values(row).onConflictDoNothing().returning();
  if (inserted !== undefined) return { alert: toAlert(inserted), isNew: true };
  const open = await openAlertOf(unit, given);
  if (open === null) throw new LostRace();
  return { alert: open, isNew: false };
}

function newAlert({ rule, series, sample, verdict }: Raise, worst: WorstProvider | null) {
  const { severity, since, capUntil } = verdict;
  const level = levelOf(rule, severity);
  const words = composeBreach({ rule, level, labels: series.labels, value: sample.value, since, worstProvider: worst });
  const status = "triggered" as const;
  const isShadow = rule.mode === "shadow";
  return {
    alertRuleId: rule.id,
    ruleName: rule.name,
    metric: rule.metric,
    brand: series.labels.brand ?? null,
    labels: series.labels,
    fingerprint: alertFingerprint(rule, series.labels),
    value: sample.value,
    threshold: level.threshold,
    severity,
    level: severity,
    status,
    message: words.message,
    details: words.details,
    runbook: rule.runbook,
    class: rule.class,
    isShadow,
    capUntil,
    triggeredAt: sample.at,
  };
}
