import type { Alert } from "@/lib/alerts/schema";
import { kindOf } from "@/lib/notifications/schema";
import { describeValue } from "@/lib/rules/describe";
import { type MessageSource, titleOf, utcMinute } from "./facts";
import { gravestSource } from "./gravest-source";
import { toGsm } from "./gsm";

/** A text message in GSM's basic alphabet, of at most 160 characters: one part, which is what it costs. */
export interface SmsContent {
  text: string;
}

const SMS_LENGTH = 160;

/** A title is cut before anything else is. */
const SHORTEST_TITLE = 20;

/**
 * "CRITICAL: Payments failing at nordpay 38.2 %, Aurora, since 09:00 UTC. Reply 4821 to acknowledge", and the link where
 * there is room for it. Several alerts are counted, and the gravest is named.
 */
export function composeSms(sources: readonly MessageSource[]): SmsContent {
  const source = gravestSource(sources);
  const answer = answerOf(source);
  const others = sources.length > 1 ? ` (gravest of ${sources.length})` : "";
  const head = `${wordOf(source)}: `;
  const tail = `${factsOf(source.alert)}${others}${answer}`;
  const room = Math.max(SHORTEST_TITLE, SMS_LENGTH - head.length - toGsm(tail).length);
  const text = `${head}${cut(toGsm(titleOf(source.alert)), room)}${toGsm(tail)}`.slice(0, SMS_LENGTH);
  const linked =
    source.acknowledge === undefined ? `${text} ${source.link}` : `${text} or open ${source.acknowledge.link}`;
  return { text: linked.length <= SMS_LENGTH ? linked : text };
}

/** One line of words as a text message: what is longer is cut. */
export function smsOf(words: string): SmsContent {
  return { text: cut(toGsm(words), SMS_LENGTH) };
}

function wordOf({ alert, occasion }: MessageSource): string {
  const severity = alert.severity.toUpperCase();
  const kind = kindOf(occasion);
  if (kind === "resolved") return `RESOLVED ${severity}`;
  return kind === "escalated" ? `ESCALATED, ${severity}` : severity;
}

function factsOf({ value, threshold, metric, brand, triggeredAt }: Alert): string {
  const facts = [
    value === null ? "" : ` ${describeValue(value, metric, threshold)}`,
    brand === null ? "" : `, ${brand}`,
    `, since ${utcMinute(triggeredAt)}.`,
  ];
  return facts.join("");
}

function answerOf({ acknowledge }: MessageSource): string {
  return acknowledge?.code == null ? "" : ` Reply ${acknowledge.code} to acknowledge`;
}

function cut(text: string, length: number): string {
  const trimmed = text.trim();
  return trimmed.length <= length ? trimmed : `${trimmed.slice(0, length - 3).trimEnd()}...`;
}
