import type { Severity } from "@/lib/kernel/severity";
import { kindOf, type OccasionKind } from "@/lib/notifications/schema";
import { describeLimit, describeValue } from "@/lib/rules/describe";
import { factOf, type MessageSource, titleOf, whyNow } from "./facts";

interface SlackField {
  title: string;
  value: string;
  short: true;
}

/** One coloured block of a Slack message: what both an incoming webhook and `chat.postMessage` take. */
export interface SlackAttachment {
  /** Ours alone, not sent. */
  alertId: number;
  color: string;
  title: string;
  title_link: string;
  text: string;
  fields: SlackField[];
  fallback: string;
  /** Seconds since the epoch. */
  ts: number;
}

/** A Slack message without its channel; the sender's name and icon are the house's. */
export interface SlackContent {
  username: string;
  icon_emoji: string;
  text: string;
  attachments: SlackAttachment[];
}

/** Critical's is the source document's, the others ours; a resolution is green whatever it was. */
const COLOUR: Record<Severity, string> = {
  info: "#356bb8",
  warning: "#d39e00",
  critical: "#dc3545",
  emergency: "#a3069e",
};
export const RESOLVED = "#2e8b57";

const EMOJI: Record<Severity, string> = {
  info: "ℹ️",
  warning: "⚠️",
  critical: "🚨",
  emergency: "🆘",
};

/** Whom a message is from. */
export const SLACK_SENDER = { username: "Pitboss", icon_emoji: ":rotating_light:" };

const WORD: Record<OccasionKind, string> = {
  triggered: "Alert",
  resolved: "Alert resolved",
  acknowledged: "Alert acknowledged",
  escalated: "Alert escalated",
  worsened: "Alert, worse",
  unmuted: "Alert, still on",
  retriggered: "Alert, again",
};

/** One message about one or several alerts, a block each. Slack's own marks in foreign text are escaped. */
export function composeSlack(sources: readonly MessageSource[]): SlackContent {
  const attachments = sources.map(attachmentOf);
  return {
    ...SLACK_SENDER,
    text: attachments.map(({ fallback }) => fallback).join("\n"),
    attachments,
  };
}

/** The block of one alert on one occasion. */
export function attachmentOf({ alert, occasion, link }: MessageSource): SlackAttachment {
  const kind = kindOf(occasion);
  const title = `${kind === "resolved" ? "✅" : EMOJI[alert.severity]} ${alert.severity.toUpperCase()} ${WORD[kind]}: ${titleOf(alert)}`;
  const value = alert.value === null ? "none" : describeValue(alert.value, alert.metric, alert.threshold);
  const threshold = alert.threshold === null ? "none" : describeLimit(alert.threshold, alert.metric);
  const facts = { Type: alert.metric, Value: value, Threshold: threshold, Rule: alert.ruleName };
  return {
    alertId: alert.id,
    color: kind === "resolved" ? RESOLVED : COLOUR[alert.severity],
    title: escapeSlack(title),
    title_link: link,
    text: escapeSlack(`${factOf(alert)}\n${sentence(whyNow(occasion, alert))}`),
    fields: Object.entries(facts).map(([name, text]) => ({ title: name, value: escapeSlack(text), short: true })),
    fallback: escapeSlack(`${title} ${link}`),
    ts: Math.floor(alert.triggeredAt.getTime() / 1000),
  };
}

function sentence(words: string): string {
  return `You are told because ${words}.`;
}

/** The three characters Slack reads as marks. */
export function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
