import "server-only";
import { findAlert, listAlerts } from "@/db/queries/alerts";
import { listRules } from "@/db/queries/rules";
import { imagineAlert } from "@/lib/alerts/imagine-alert";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import { asSentence } from "@/lib/kernel/words";
import { composeEmail } from "@/lib/notifications/compose/email";
import type { MessageSource } from "@/lib/notifications/compose/facts";
import { composeLogLine } from "@/lib/notifications/compose/log-line";
import { composePagerDuty } from "@/lib/notifications/compose/pagerduty";
import { composePush } from "@/lib/notifications/compose/push";
import { composeSlack } from "@/lib/notifications/compose/slack";
import { composeSms } from "@/lib/notifications/compose/sms";
import { composeWebhook } from "@/lib/notifications/compose/webhook";
import { type TemplateValues, valuesOf } from "@/lib/notifications/template-variables";
import { OPERATOR_WORDS } from "@/lib/rules/conditions";
import { describeLimit, describeValue } from "@/lib/rules/describe";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context } from "@/lib/server/context";

/** What a preview is made of: the newest alert the caller may see; where there is none, one that a rule would raise. */
export interface Sample {
  source: MessageSource;
  kind: "real" | "imagined";
}

/** Nobody can acknowledge by a preview: its link and code only stand where real ones would. */
const SAMPLE_CODE = "4821";

/** null where there is neither an alert nor a rule. */
export async function findSample(ctx: Context): Promise<Sample | null> {
  const { alerts } = await listAlerts(ctx.db, ctx.scope, { limit: 1, offset: 0, severity: ["critical", "emergency"] });
  const real = alerts[0] ?? (await listAlerts(ctx.db, ctx.scope, { limit: 1, offset: 0 })).alerts[0];
  if (real !== undefined) return { source: sourceOf(ctx, real), kind: "real" };
  const imagined = await imagine(ctx);
  return imagined === null ? null : { source: sourceOf(ctx, imagined), kind: "imagined" };
}

async function imagine(ctx: Context): Promise<Alert | null> {
  const rules = await listRules(ctx.db);
  const rule = rules.find(({ name }) => name === "payment_outage") ?? rules[0];
  const level = rule?.levels.at(-1);
  if (rule === undefined || level === undefined) return null;
  const value = level.threshold * 2;
  const alert = imagineAlert(rule, { labels: rule.labels, value, severity: level.severity }, ctx.now());
  const title = asSentence(rule.name);
  const fact = `${rule.metric} ${describeValue(value, rule.metric, level.threshold)} ${OPERATOR_WORDS[rule.operator]} ${describeLimit(level.threshold, rule.metric)}`;
  return { ...alert, details: { title }, message: `${title}: ${fact}` };
}

function sourceOf(ctx: Context, alert: Alert): MessageSource {
  return {
    alert,
    occasion: "triggered",
    link: new URL(`/alerts/${alert.id}`, publicUrl()).href,
    correlationId: ctx.correlationId,
    acknowledge: { link: new URL("/acknowledge/preview", publicUrl()).href, code: SAMPLE_CODE },
  };
}

/** How many of the newest alerts a template is tried on. */
const TRIED = 5;

/** What a template must hold for: the newest alerts on several occasions, with and without what may be absent. */
export async function listSampleValues(ctx: Context): Promise<TemplateValues[]> {
  const { alerts } = await listAlerts(ctx.db, ctx.scope, { limit: TRIED, offset: 0 });
  const imagined = await imagine(ctx);
  const tried = imagined === null ? alerts : [...alerts, imagined, bareOf(imagined)];
  return tried.flatMap((alert) => {
    const source = sourceOf(ctx, alert);
    const { acknowledge: _nobody, ...silent } = source;
    return [source, { ...source, occasion: "escalated:1" as const }, { ...silent, occasion: "resolved" as const }].map(
      valuesOf,
    );
  });
}

/** Nothing that an alert may be without. */
function bareOf(alert: Alert): Alert {
  return { ...alert, value: null, threshold: null, brand: null, labels: {}, runbook: null, details: {} };
}

/** The alert a preview asks for. @throws AppError `not-found` where the caller sees none of that number. */
export async function sampleOf(ctx: Context, alertId: number): Promise<Sample> {
  const alert = await findAlert(ctx.db, ctx.scope, alertId);
  if (alert === null) throw new AppError("not-found", `There is no alert ${alertId}.`, { field: "alert_id" });
  return { source: sourceOf(ctx, alert), kind: "real" };
}

/** A message as each channel would carry it, by the built-in words. */
export function composeLooks(source: MessageSource) {
  return {
    email: composeEmail(source),
    slack: composeSlack([source]),
    sms: composeSms([source]),
    push: composePush([source]),
    log: composeLogLine(source),
    pagerduty: composePagerDuty([source]),
    webhook: composeWebhook([source]),
  };
}
