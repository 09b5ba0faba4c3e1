import type { Alert } from "@/lib/alerts/schema";
import type { Severity } from "@/lib/kernel/severity";
import { kindOf, type Occasion, type OccasionKind } from "@/lib/notifications/schema";
import { describeLimit, describeValue } from "@/lib/rules/describe";
import { escapeHtml } from "./escape-html";
import { factOf, factsOf, type MessageSource, meaningOf, titleOf, utcMinute, whyNow } from "./facts";
import { AID, mailButton, mailFacts, mailFigures, mailPage, mailParagraphs } from "./mail-page";

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
  const buttons = [
    mailButton({ href: link, words: "Open the alert", band, rank: "first" }),
    acknowledge === undefined ? "" : mailButton({ href: acknowledge.link, words: "Acknowledge", band, rank: "second" }),
  ];
  const body = [
    `<p style="margin:0 0 4px;font-size:17px">${escapeHtml(factOf(alert))}</p>`,
    `<p class="pb-aid" style="margin:0 0 16px;${AID}">You are told because ${escapeHtml(whyNow(occasion, alert))}.</p>`,
    mailFigures(figuresOf(alert)),
    ...buttons,
    `<p class="pb-aid" style="margin:0;font-size:13px;${AID};overflow-wrap:anywhere">${escapeHtml(link)}</p>`,
    mailParagraphs("What it means", meaningOf(alert)),
    mailParagraphs("What to do", alert.runbook),
    mailFacts(factsOf(source)),
  ];
  return mailPage({
    title: titleOf(alert),
    preheader: `${factOf(alert)}. You are told because ${whyNow(occasion, alert)}.`,
    band,
    word: prefixOf(occasion, alert.severity),
    body: body.join("\n"),
  });
}

/** What is looked at first; what an alert does not have is left out. */
function figuresOf({ value, threshold, metric, triggeredAt }: Alert): [name: string, value: string][] {
  const figures: [string, string | null][] = [
    ["Value", value === null ? null : describeValue(value, metric, threshold)],
    ["Limit", threshold === null ? null : describeLimit(threshold, metric)],
    ["Since", utcMinute(triggeredAt)],
  ];
  return figures.flatMap(([name, figure]): [string, string][] => (figure === null ? [] : [[name, figure]]));
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
