import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { moveStates } from "@/db/queries/rules";
import { alerts } from "@/db/schema";
import { composeBreach, type WorstProvider } from "@/lib/alerts/compose-breach";
import { alertFingerprint } from "@/lib/alerts/fingerprint";
import { ACTIVE_STATUSES, type Alert } from "@/lib/alerts/schema";
import { nextStep } from "@/lib/escalation/next-step";
import { invariant } from "@/lib/kernel/errors";
import type { Series } from "@/lib/metrics/schema";
import { describeDuration } from "@/lib/rules/describe";
import type { Rule, RuleState } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import { escalationPolicy } from "@/lib/server/services/escalation/policy";
import { alertFacts, auditAlert, tellFeed } from "./tell";
import { worstProvider } from "./worst-provider";

/** A verdict that changes an alert, with the state the rule takes and the version it was judged from. */
export interface AlertVerdict {
  rule: Rule;
  series: Series;
  sample: { at: Date; value: number };
  verdict: { kind: "raise"; since: Date } | { kind: "resolve"; clearSince: Date };
  state: RuleState;
  expected: number;
}

/** `lost`: another evaluation moved the state meanwhile, and nothing was written. */
export type Applied =
  | { kind: "raised" | "adopted" | "resolved"; alertId: number | null; state: RuleState }
  | { kind: "lost" };

/** Ends a unit whose compare-and-set found another's work, so that what it wrote is rolled back. */
class LostRace extends Error {}

/** Raises or resolves one alert: its row, the rule's state, timeline, audit, feed and event in one unit. */
export async function applyVerdict(ctx: Context, given: AlertVerdict): Promise<Applied> {
  const worst = given.verdict.kind === "raise" ? await worstProvider(ctx, given) : null;
  try {
    return await ctx.unit((unit) =>
      given.verdict.kind === "raise" ? raise(unit, given, worst) : resolve(unit, given),
    );
  } catch (error) {
    if (error instanceof LostRace) return { kind: "lost" };
    throw error;
  }
}

async function raise(unit: Unit, given: AlertVerdict, worst: WorstProvider | null): Promise<Applied> {
  const { alert, isNew } = await insertOrAdopt(unit, given, worst);
  const state: RuleState = { ...given.state, alertId: alert.id };
  await moveState(unit, given, state);
  if (!isNew) return { kind: "adopted", alertId: alert.id, state };
  const held = describeDuration(given.rule.durationMs);
  unit.tell.timeline({
    alertId: alert.id,
    kind: "raised",
    message: `Raised as ${alert.severity}: ${alert.message}`,
    details: { value: alert.value, threshold: alert.threshold, held },
  });
  auditAlert(unit, alert, "alert/triggered", { value: alert.value });
  unit.tell.outbox({ name: "alert/triggered", data: alertFacts(alert) });
  tellFeed(unit, alert, "alert/triggered");
  return { kind: "raised", alertId: alert.id, state };
}

/** An alert of this rule and these labels that is still open is taken over instead of raising a second. */
async function insertOrAdopt(
  { db, now }: Unit,
  given: AlertVerdict,
  worst: WorstProvider | null,
): Promise<{ alert: Alert; isNew: boolean }> {
  const fingerprint = alertFingerprint(given.rule.id, given.series.labels);
  const row = { ...newAlert(given, worst), fingerprint, createdAt: now() };
  const [inserted] = await db.insert(alerts).values(row).onConflictDoNothing().returning();
  if (inserted !== undefined) return { alert: toAlert(inserted), isNew: true };
  const [open] = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.fingerprint, fingerprint), inArray(alerts.status, [...ACTIVE_STATUSES])));
  if (open === undefined) throw new LostRace();
  return { alert: toAlert(open), isNew: false };
}

function newAlert({ rule, series, sample, verdict }: AlertVerdict, worst: WorstProvider | null) {
  invariant(verdict.kind === "raise", "only a raise makes an alert");
  const { message, details } = composeBreach({ rule, value: sample.value, since: verdict.since, worstProvider: worst });
  const status = "triggered" as const;
  const { severity } = rule;
  const step = nextStep({ status, severity, triggeredAt: sample.at, escalatedAt: null }, escalationPolicy());
  return {
    alertRuleId: rule.id,
    ruleName: rule.name,
    metric: rule.metric,
    brand: series.labels.brand ?? null,
    labels: series.labels,
    value: sample.value,
    threshold: rule.threshold,
    severity,
    status,
    message,
    details,
    runbook: rule.runbook,
    triggeredAt: sample.at,
    escalatesAt: step.kind === "escalate" ? step.at : null,
  };
}

async function resolve(unit: Unit, given: AlertVerdict): Promise<Applied> {
  const alert = await resolveRow(unit, given);
  await moveState(unit, given, given.state);
  if (alert === null) return { kind: "resolved", alertId: null, state: given.state };
  const held = describeDuration(given.rule.holdMs);
  const words = `Resolved by itself: the condition is clear for ${held} without a gap`;
  unit.tell.timeline({ alertId: alert.id, kind: "resolved", message: words, details: { auto_resolved: true } });
  auditAlert(unit, alert, "alert/resolved", { auto_resolved: true });
  unit.tell.outbox({ name: "alert/resolved", data: { ...alertFacts(alert), autoResolved: true } });
  tellFeed(unit, alert, "alert/resolved");
  return { kind: "resolved", alertId: alert.id, state: given.state };
}

/** Null when somebody resolved it before: then only the rule's state is left to move. */
async function resolveRow(
  { db }: Unit,
  { rule, sample, verdict, state: _state, expected: _expected, series }: AlertVerdict,
): Promise<Alert | null> {
  invariant(verdict.kind === "resolve", "only a resolve ends an alert");
  const fingerprint = alertFingerprint(rule.id, series.labels);
  const [open] = await db
    .select({ version: alerts.version, id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.fingerprint, fingerprint), inArray(alerts.status, [...ACTIVE_STATUSES])))
    .for("update");
  if (open === undefined) return null;
  const [row] = await db
    .update(alerts)
    .set({
      status: "resolved",
      resolvedAt: sample.at,
      resolvedBy: `rule ${rule.name}`,
      autoResolved: true,
      escalatesAt: null,
      version: open.version + 1,
    })
    .where(eq(alerts.id, open.id))
    .returning();
  return row === undefined ? null : toAlert(row);
}

async function moveState(unit: Unit, { rule, series, expected }: AlertVerdict, state: RuleState): Promise<void> {
  const moved = await moveStates(unit.db, [{ ruleId: rule.id, seriesId: series.id, state, expected }], unit.now());
  if (moved.length === 0) throw new LostRace();
}
