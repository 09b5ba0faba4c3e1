import type { Alert } from "@/lib/alerts/schema";
import { SEVERITIES, type Severity, severityRank } from "@/lib/kernel/severity";
import { describeValue } from "@/lib/rules/describe";
import { BAND, type EmailContent, oneLine, SUBJECT_LENGTH, toAscii } from "./email";
import { escapeHtml } from "./escape-html";
import { type MessageSource, titleOf, utcText } from "./facts";
import type { LogContent } from "./log-line";
import { AID, mailButton, mailPage, TEXT } from "./mail-page";

/** One message about several alerts, in the order they were raised. */
export interface BundleSource {
  /** Of the group they share; null where they share only the rule. */
  group: string | null;
  entries: readonly Pick<MessageSource, "alert" | "link" | "acknowledge">[];
  correlationId: string;
  /** `quiet hours`: all of it was held until a person's quiet hours ended; what resolved meanwhile is then a line each. */
  heldBy?: "quiet hours";
}

/** The highest severity of what still burns; of all where nothing does. */
export function gravestOf(alerts: readonly Alert[]): Severity {
  const open = alerts.filter(({ status }) => status !== "resolved");
  const ranks = (open.length > 0 ? open : alerts).map(({ severity }) => severityRank(severity));
  return SEVERITIES[Math.max(...ranks)] ?? "info";
}

/** One e-mail that names every alert of a bundle: severity, title, since when, value, link. */
export function composeBundleEmail(source: BundleSource): EmailContent {
  const subject = toAscii(`[${prefixOf(source)}] ${headlineOf(source)}`).slice(0, SUBJECT_LENGTH);
  return { subject, text: textOf(source), html: htmlOf(source) };
}

/** "3 alerts told as one: 3 alerts in Payments, Aurora", with each alert's number and severity beside it. */
export function composeBundleLine(source: BundleSource): LogContent {
  return {
    line: `told as one: ${headlineOf(source)}`,
    fields: {
      group: source.group,
      severity: gravestOf(source.entries.map(({ alert }) => alert)),
      alerts: source.entries.map(({ alert, link }) => ({
        alertId: alert.id,
        severity: alert.severity,
        status: alert.status,
        rule: alert.ruleName,
        value: alert.value,
        link,
      })),
      correlationId: source.correlationId,
    },
  };
}

function prefixOf({ entries }: BundleSource): string {
  const alerts = entries.map(({ alert }) => alert);
  const severity = gravestOf(alerts).toUpperCase();
  return alerts.every(({ status }) => status === "resolved") ? `RESOLVED ${severity}` : severity;
}

/** "3 alerts in Payments, Aurora"; without a group "3 alerts of payment_outage"; "While you were quiet: 3 alerts". */
function headlineOf({ group, entries, heldBy }: BundleSource): string {
  if (heldBy === "quiet hours") return digestHeadline(entries);
  const count = entries.length === 1 ? "1 alert" : `${entries.length} alerts`;
  const rules = [...new Set(entries.map(({ alert }) => alert.ruleName))];
  return group === null ? `${count} of ${rules.join(", ")}` : `${count} in ${group}`;
}

/** "While you were quiet: 3 alerts, 1 of them resolved meanwhile". */
function digestHeadline(entries: BundleSource["entries"]): string {
  const over = entries.filter(({ alert }) => alert.status === "resolved").length;
  const count = entries.length === 1 ? "1 alert" : `${entries.length} alerts`;
  return `While you were quiet: ${count}${over === 0 ? "" : `, ${over} of them resolved meanwhile`}`;
}

function whyOf({ heldBy }: BundleSource): string {
  return heldBy === "quiet hours"
    ? "Your quiet hours held these until they ended. What broke through them is not told again."
    : "You are told of these together, so that one cause sends one message.";
}

/** What is told in full, and what takes a line only: of a digest, what resolved meanwhile. */
function partsOf({ entries, heldBy }: BundleSource): Record<"full" | "brief", BundleSource["entries"]> {
  if (heldBy !== "quiet hours") return { full: entries, brief: [] };
  const isOver = ({ alert }: BundleSource["entries"][number]) => alert.status === "resolved";
  return { full: entries.filter((entry) => !isOver(entry)), brief: entries.filter(isOver) };
}

function textOf(source: BundleSource): string {
  const { full, brief } = partsOf(source);
  const lines = full.flatMap(({ alert, link, acknowledge }) => [
    `${alert.severity.toUpperCase()}: ${oneLine(titleOf(alert))} (${alert.ruleName}, alert ${alert.id})`,
    `  ${stateOf(alert)}`,
    `  ${link}`,
    ...(acknowledge === undefined ? [] : [`  Acknowledge (works once, for you alone): ${acknowledge.link}`]),
    "",
  ]);
  const over = brief.length === 0 ? [] : [...brief.map(({ alert }) => oneLine(briefOf(alert))), ""];
  return [`${prefixOf(source)}: ${oneLine(headlineOf(source))}`, whyOf(source), "", ...lines, ...over].join("\n");
}

/** "Resolved meanwhile: Memory above 85 % (memory_high, alert 4), 2026-11-21 02:10:00 UTC". */
function briefOf(alert: Alert): string {
  const at = alert.resolvedAt === null ? "" : `, ${utcText(alert.resolvedAt)}`;
  return `Resolved meanwhile: ${titleOf(alert)} (${alert.ruleName}, alert ${alert.id})${at}`;
}

/** "38.2 %, since 2026-11-20 09:00:16 UTC"; one line, also for what is over. */
function stateOf(alert: Alert): string {
  const value = alert.value === null ? "" : `${describeValue(alert.value, alert.metric, alert.threshold)}, `;
  const cap = alert.capUntil === null ? "" : "; over its rule's alerts an hour";
  return `${value}since ${utcText(alert.triggeredAt)}${endOf(alert)}${cap}`;
}

function endOf({ status, resolvedAt, acknowledgedBy }: Alert): string {
  if (status === "acknowledged") return `; acknowledged by ${acknowledgedBy ?? "somebody"}`;
  if (status !== "resolved") return "";
  return resolvedAt === null ? "; resolved meanwhile" : `; resolved meanwhile, ${utcText(resolvedAt)}`;
}

function htmlOf(source: BundleSource): string {
  const { full, brief } = partsOf(source);
  const body = [
    `<p class="pb-aid" style="margin:0 0 16px;${AID}">${whyOf(source)}</p>`,
    ...full.map(entryHtml),
    ...brief.map(briefHtml),
  ];
  const title = headlineOf(source);
  const band = BAND[gravestOf(source.entries.map(({ alert }) => alert))];
  return mailPage({ title, preheader: whyOf(source), band, word: prefixOf(source), body: body.join("\n") });
}

function entryHtml({ alert, link, acknowledge }: BundleSource["entries"][number]): string {
  const band = BAND[alert.severity];
  const button =
    acknowledge === undefined
      ? ""
      : `<div style="margin:8px 0 0">${mailButton({ href: acknowledge.link, words: "Acknowledge", band, rank: "second" })}</div>`;
  return `<div style="border-left:4px solid ${band};padding:4px 0 4px 12px;margin:0 0 16px"><div class="pb-aid" style="font-size:13px;font-weight:600;${AID}">${escapeHtml(alert.severity.toUpperCase())}</div><div style="font-weight:600"><a href="${escapeHtml(link)}" class="pb-text" style="${TEXT}">${escapeHtml(titleOf(alert))}</a></div><div class="pb-aid" style="font-size:14px;${AID}">${escapeHtml(stateOf(alert))}</div>${button}</div>`;
}

function briefHtml({ alert, link }: BundleSource["entries"][number]): string {
  return `<p style="margin:0 0 8px;font-size:14px"><a href="${escapeHtml(link)}" class="pb-aid" style="${AID}">${escapeHtml(briefOf(alert))}</a></p>`;
}
