import type { Alert, AlertStatus } from "@/lib/alerts/schema";
import { kindOf, type MessagePlace, type OccasionKind } from "@/lib/notifications/schema";
import { factOf, type MessageSource, titleOf, utcMinute } from "./facts";
import {
  attachmentOf,
  composeSlack,
  escapeSlack,
  RESOLVED,
  SLACK_SENDER,
  type SlackAttachment,
  type SlackContent,
} from "./slack";

/** What can be done from the message; each is an action id of the buttons and the name of an alert's command. */
export const SLACK_ACTIONS = ["acknowledge", "resolve", "escalate"] as const;
export type SlackAction = (typeof SLACK_ACTIONS)[number];

interface SlackButton {
  type: "button";
  action_id: SlackAction;
  text: { type: "plain_text"; text: string };
  /** Alert and version: `12:4`. */
  value: string;
  style?: "primary" | "danger";
}

/** The row of buttons under an alert's block. */
export interface SlackButtons {
  /** Ours alone, not sent. */
  alertId: number;
  color: string;
  fallback: string;
  blocks: { type: "actions"; block_id: string; elements: SlackButton[] }[];
}

/** A message that shows how alerts are now, to be posted or put in place of an earlier one. */
export interface SlackState {
  username: string;
  icon_emoji: string;
  text: string;
  attachments: (SlackAttachment | SlackButtons)[];
}

/** The messages of a bot that tell the alerts of one delivery. */
export interface SlackThread {
  messages: readonly SlackThreadMessage[];
}

/** One message of a bot, from the raising of its alerts to their resolution. */
export interface SlackThreadMessage {
  /** Those of the delivery that it tells; it may show others beside them. */
  alertIds: readonly number[];
  /** Where the message stands; null where none was posted yet. */
  place: MessagePlace | null;
  state: SlackState;
  /** What is said below the message, since it got graver and people are to be told again; null when nothing is. */
  reply: SlackContent | null;
}

/** Acknowledged is neither as loud as its severity nor over. */
const COLOUR: Partial<Record<AlertStatus, string>> = { acknowledged: "#5c6f82", resolved: RESOLVED };

const OFFERED: Record<AlertStatus, readonly SlackAction[]> = {
  triggered: ["acknowledge", "resolve", "escalate"],
  escalated: ["acknowledge", "resolve", "escalate"],
  acknowledged: ["resolve", "escalate"],
  resolved: [],
};

const WORD: Record<SlackAction, string> = { acknowledge: "Acknowledge", resolve: "Resolve", escalate: "Escalate" };
const STYLE: Partial<Record<SlackAction, "primary" | "danger">> = { acknowledge: "primary", escalate: "danger" };

/** Occasions on which people are told again, beside the message's change that nobody hears. */
const GRAVER: readonly OccasionKind[] = ["escalated", "worsened", "unmuted", "retriggered"];

/** An alert as a message shows it; `words` are an admin's own, while it burns and nobody has it. */
export interface ShownAlert {
  alert: Alert;
  link: string;
  words?: { title?: string; text?: string };
}

/** How alerts are now: a block each, and below it what can be done. */
export function composeSlackState(entries: readonly ShownAlert[]): SlackState {
  return { ...SLACK_SENDER, text: "", attachments: entries.flatMap(blocksOf) };
}

/** What is said below a message that was posted before; null where its change says enough. */
export function composeSlackReply(sources: readonly MessageSource[]): SlackContent | null {
  const graver = sources.filter(({ occasion }) => GRAVER.includes(kindOf(occasion)));
  return graver.length === 0 ? null : composeSlack(graver);
}

/** The alert and version a button speaks of; null for what is none of ours. */
export function readButtonValue(value: string): { alertId: number; version: number } | null {
  const match = /^([1-9]\d{0,9}):([1-9]\d{0,9})$/.exec(value);
  return match === null ? null : { alertId: Number(match[1]), version: Number(match[2]) };
}

function blocksOf({ alert, link, words = {} }: ShownAlert): (SlackAttachment | SlackButtons)[] {
  const shown = attachmentOf({ alert, link, occasion: "triggered", correlationId: "" });
  const color = COLOUR[alert.status] ?? shown.color;
  const standing = standingOf(alert);
  const status = standing === null ? [] : [{ title: "Status", value: standing, short: true as const }];
  const title = titleNow(alert) ?? words.title ?? shown.title;
  const attachment = {
    ...shown,
    color,
    title,
    fallback: `${title} ${link}`,
    text: textOf(alert, standing, words.text),
    fields: [...shown.fields, ...status],
  };
  return [attachment, ...buttonsOf(alert, color)];
}

/** Null while nobody did anything that ends its noise. */
function titleNow(alert: Alert): string | null {
  if (alert.status !== "resolved" && alert.status !== "acknowledged") return null;
  return escapeSlack(`${markOf(alert)}: ${titleOf(alert)}`);
}

/** "✅ CRITICAL Alert, resolved by Ana 03:21 UTC". */
function markOf(alert: Alert): string {
  const emoji = alert.status === "resolved" ? "✅" : "👀";
  const end = alert.status === "resolved" ? alert.resolvedAt : alert.acknowledgedAt;
  const at = end === null ? "" : ` ${utcMinute(end)}`;
  return `${emoji} ${alert.severity.toUpperCase()} Alert, ${alert.status} by ${personOf(alert)}${at}`;
}

function personOf(alert: Alert): string {
  if (alert.status === "acknowledged") return alert.acknowledgedBy ?? "somebody";
  return alert.autoResolved ? "itself" : (alert.resolvedBy ?? "somebody");
}

/** What happened is struck through once it is over; who did what stands below in the reader's own time. */
function textOf(alert: Alert, standing: string | null, own?: string): string {
  const fact = own ?? escapeSlack(factOf(alert));
  const shown = alert.status === "resolved" && !fact.includes("~") ? struck(fact) : fact;
  const notes = alert.status === "resolved" && alert.resolutionNotes ? `\n${escapeSlack(alert.resolutionNotes)}` : "";
  return standing === null ? shown : `${shown}\n${standing}.${notes}`;
}

/** Slack strikes a line through, not several. */
function struck(text: string): string {
  return text
    .split("\n")
    .map((line) => (line.trim() === "" ? line : `~${line.trim()}~`))
    .join("\n");
}

/** Who did what last; null while nobody did. */
function standingOf(alert: Alert): string | null {
  switch (alert.status) {
    case "resolved":
      return `Resolved by ${escapeSlack(personOf(alert))}${slackTime(alert.resolvedAt)}`;
    case "acknowledged":
      return `Acknowledged by ${escapeSlack(personOf(alert))}${slackTime(alert.acknowledgedAt)}`;
    case "escalated":
      return `Escalated${slackTime(alert.escalatedAt)}: ${escapeSlack(alert.escalationReason ?? "no reason given")}`;
    case "triggered":
      return alert.retriggers > 0 ? "Triggered again: nobody has it" : null;
  }
}

/** Slack writes it by the reader's clock; where it cannot, it is UTC. */
function slackTime(at: Date | null): string {
  return at === null ? "" : ` <!date^${Math.floor(at.getTime() / 1000)}^at {time}|at ${utcMinute(at)}>`;
}

function buttonsOf({ id, version, status }: Alert, color: string): SlackButtons[] {
  const elements = OFFERED[status].map((action): SlackButton => {
    const style = STYLE[action];
    return {
      type: "button",
      action_id: action,
      text: { type: "plain_text", text: WORD[action] },
      value: `${id}:${version}`,
      ...(style === undefined ? {} : { style }),
    };
  });
  if (elements.length === 0) return [];
  return [{ alertId: id, color, fallback: "", blocks: [{ type: "actions", block_id: `alert-${id}`, elements }] }];
}
