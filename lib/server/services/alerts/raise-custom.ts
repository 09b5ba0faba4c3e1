import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { type CustomAlertBody, triggeredAtOf } from "@/lib/alerts/custom";
import { ACTIVE_STATUSES, type Alert } from "@/lib/alerts/schema";
import { AppError, invariant } from "@/lib/kernel/errors";
import { fingerprint } from "@/lib/kernel/labels";
import { isInScope } from "@/lib/kernel/scope";
import { severityRank } from "@/lib/kernel/severity";
import { asSentence } from "@/lib/kernel/words";
import type { Context, Unit } from "@/lib/server/context";
import { beginEscalation, findPolicy, followSeverity } from "@/lib/server/services/escalation/policy";
import { joinGroup } from "./join-group";
import { alertFacts, announce, auditAlert, tellFeed } from "./tell";

/**
 * Raises an alert that another system saw. Reported again while it is open it stays the one alert: a line of its timeline,
 * and graver where the report is. A person resolves it, since no rule knows when it is over.
 * @throws AppError `invalid` for a time that is too far off; `forbidden` for a brand the caller does not see.
 */
export async function raiseCustom(ctx: Context, body: CustomAlertBody): Promise<Alert> {
  const when = triggeredAtOf(body, ctx.now());
  if (when.kind === "refused")
    throw new AppError("invalid", `timestamp: ${when.reason}, such as ${ctx.now().toISOString()}`, {
      field: "timestamp",
    });
  const brand = body.brand ?? body.labels.brand ?? null;
  if (brand === null ? ctx.scope.brands !== "all" : !isInScope(ctx.scope, brand))
    throw new AppError("forbidden", "brand: name one of the brands you see.", { field: "brand" });
  return ctx.unit(async (unit) => {
    const alert = rowOf(body, { brand, at: when.at });
    const escalation = beginEscalation(alert, await findPolicy(unit.db, alert), alert.triggeredAt);
    const row = { ...alert, ...escalation, createdAt: unit.now() };
    const [inserted] = await unit.db.insert(alerts).values(row).onConflictDoNothing().returning();
    return inserted === undefined ? reportAgain(unit, row.fingerprint, body) : tellNew(unit, toAlert(inserted), body);
  });
}

function rowOf(body: CustomAlertBody, { brand, at }: { brand: string | null; at: Date }) {
  const { type, severity, message, value = null, threshold = null, metadata } = body;
  const labels = brand === null ? body.labels : { ...body.labels, brand };
  const status = "triggered" as const;
  return {
    ruleName: type,
    metric: type,
    brand,
    labels,
    fingerprint: `custom:${type}|${fingerprint(labels)}`,
    value,
    threshold,
    severity,
    level: severity,
    status,
    message,
    details: { title: asSentence(type), metadata, source: "custom" },
    triggeredAt: at,
  };
}

async function tellNew(unit: Unit, raised: Alert, { metadata }: CustomAlertBody): Promise<Alert> {
  const message = `Raised as ${raised.severity} by ${actorName(unit.actor)}: ${raised.message}`;
  unit.tell.timeline({ alertId: raised.id, kind: "raised", message, details: { metadata } });
  const alert = await joinGroup(unit, raised);
  auditAlert(unit, alert, "alert/triggered", { custom: true });
  announce(unit, alert, { name: "alert/triggered", data: alertFacts(alert) });
  tellFeed(unit, alert, "alert/triggered");
  return alert;
}

async function reportAgain(unit: Unit, key: string, body: CustomAlertBody): Promise<Alert> {
  const [open] = await unit.db
    .select()
    .from(alerts)
    .where(and(eq(alerts.fingerprint, key), inArray(alerts.status, [...ACTIVE_STATUSES])))
    .for("update");
  if (open === undefined) throw new AppError("conflict", "The alert was resolved at this moment: report it again.");
  const before = toAlert(open);
  const isWorse = severityRank(body.severity) > severityRank(before.severity);
  const severity = isWorse ? body.severity : before.severity;
  const escalation = isWorse ? await followSeverity(unit.db, { alert: before, severity }, unit.now()) : {};
  const [row] = await unit.db
    .update(alerts)
    .set({ severity, value: body.value ?? before.value, ...escalation, version: before.version + 1 })
    .where(eq(alerts.id, before.id))
    .returning();
  invariant(row !== undefined, "a locked alert is there");
  const alert = toAlert(row);
  const message = `Reported again${isWorse ? `, worse: ${before.severity} to ${severity}` : ""}: ${body.message}`;
  const details = { metadata: body.metadata, value: body.value ?? null };
  unit.tell.timeline({ alertId: alert.id, kind: isWorse ? "worsened" : "comment", message, details });
  if (isWorse)
    announce(unit, alert, { name: "alert/worsened", data: { ...alertFacts(alert), version: alert.version } });
  tellFeed(unit, alert, isWorse ? "alert/worsened" : "alert/reported");
  return alert;
}
