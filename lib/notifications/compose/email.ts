import type { Severity } from "@/lib/kernel/severity";
import { kindOf, type Occasion, type OccasionKind } from "@/lib/notifications/schema";
import { type AcknowledgeWays, factOf, factsOf, type MessageSource, meaningOf, titleOf, whyNow } from "./facts";

/** An e-mail, but for sender and recipient. The subject is ASCII and one line. */
export interface EmailContent {
  subject: string;
  html: string;
  text: string;
}

/** Band of the severity: white text on each has a contrast above 4.5 to 1. Critical's is G's. */
export const BAND: Record<Severity, string> = {
  info: "#356bb8",
  warning: "#8a5a00",
  critical: "#dc3545",
  emergency: "#a3069e",
};

export const SUBJECT_LENGTH = 150;

/** One e-mail about an alert, HTML and plain. Everything that comes from outside is escaped. */
export function composeEmail(source: MessageSource): EmailContent {
  return { subject: subjectOf(source), html: htmlOf(source), text: textOf(source) };
}

function subjectOf({ alert, occasion }: MessageSource): string {
  const subject = `[${prefixOf(occasion, alert.severity)}] ${titleOf(alert)} (${alert.ruleName}, alert ${alert.id})`;
  return toAscii(subject).slice(0, SUBJECT_LENGTH);
}

/** "CRITICAL", "ESCALATED to CRITICAL": the severity as it is told on an occasion. */
export function prefixOf(occasion: Occasion, severity: Severity): string {
  return PREFIX[kindOf(occasion)].replace("%", severity.toUpperCase());
}

const PREFIX: Record<OccasionKind, string> = {
  triggered: "%",
  resolved: "RESOLVED %",
  acknowledged: "ACKNOWLEDGED %",
  escalated: "ESCALATED to %",
  worsened: "WORSE: %",
  unmuted: "STILL ON: %",
  retriggered: "AGAIN: %",
};

/** Accents fall, controls and line breaks become blanks, what has no ASCII form becomes `?`. */
export function toAscii(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replace(/[^ -~]/gu, "?")
    .trim();
}

function textOf(source: MessageSource): string {
  const { alert, occasion, link, acknowledge } = source;
  const facts = factsOf(source);
  const width = Math.max(...facts.map(([name]) => name.length)) + 2;
  const lines = facts.map(([name, value]) => `${`${name}:`.padEnd(width)}${oneLine(value)}`);
  const runbook = alert.runbook === null ? [] : ["", "What to do", alert.runbook];
  const meaning = [meaningOf(alert)].flatMap((words) => (words === null ? [] : ["", oneLine(words)]));
  return [
    `${prefixOf(occasion, alert.severity)}: ${oneLine(titleOf(alert))}`,
    "",
    oneLine(factOf(alert)),
    `You are told because ${whyNow(occasion, alert)}.`,
    `Open the alert: ${link}`,
    ...(acknowledge === undefined ? [] : [`Acknowledge it (works once, for you alone): ${acknowledge.link}`]),
    ...meaning,
    "",
    ...lines,
    ...runbook,
    "",
  ].join("\n");
}

function htmlOf(source: MessageSource): string {
  const { alert, occasion, link, acknowledge } = source;
  const band = BAND[alert.severity];
  const rows = factsOf(source).map(
    ([name, value]) =>
      `<tr><th align="left" style="padding:4px 16px 4px 0;color:#5b6470;font-weight:normal;vertical-align:top;white-space:nowrap">${escapeHtml(name)}</th><td style="padding:4px 0">${escapeHtml(value)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(titleOf(alert))}</title></head>
<body style="margin:0;background:#f3f4f6;font:15px/1.5 system-ui,'Segoe UI',Arial,sans-serif;color:#1c2127">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:640px;background:#ffffff">
<tr><td style="background:${band};color:#ffffff;padding:16px 24px"><div style="font-size:13px;letter-spacing:.04em">${escapeHtml(prefixOf(occasion, alert.severity))}</div><div style="font-size:20px;font-weight:600">${escapeHtml(titleOf(alert))}</div></td></tr>
<tr><td style="padding:16px 24px"><p style="margin:0 0 4px;font-size:17px">${escapeHtml(factOf(alert))}</p><p style="margin:0 0 16px;color:#5b6470">You are told because ${escapeHtml(whyNow(occasion, alert))}.</p>
<p style="margin:0 0 4px"><a href="${escapeHtml(link)}" style="background:${band};color:#ffffff;padding:12px 20px;text-decoration:none;border-radius:4px;display:inline-block">Open the alert</a>${acknowledge === undefined ? "" : `&ensp;${acknowledgeHtml(acknowledge, band)}`}</p>
<p style="margin:0 0 16px;font-size:13px;color:#5b6470">${escapeHtml(link)}</p>
${paragraphs("What it means", meaningOf(alert))}${paragraphs("What to do", alert.runbook)}<table cellpadding="0" cellspacing="0" style="font-size:14px;margin-top:16px">${rows.join("")}</table></td></tr>
</table></td></tr></table></body></html>
`;
}

/** A second button, drawn by its frame. The link opens a page that asks first: mail scanners open links. */
export function acknowledgeHtml({ link }: AcknowledgeWays, band: string): string {
  return `<a href="${escapeHtml(link)}" style="color:${band};padding:10px 18px;border:2px solid ${band};text-decoration:none;border-radius:4px;display:inline-block">Acknowledge</a>`;
}

function paragraphs(title: string, words: string | null): string {
  if (words === null) return "";
  const lines = escapeHtml(words).replaceAll("\n", "<br>");
  return `<h2 style="font-size:15px;margin:16px 0 4px">${title}</h2><p style="margin:0">${lines}</p>\n`;
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Safe as text and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
