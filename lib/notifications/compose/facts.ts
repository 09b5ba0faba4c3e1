import type { Alert } from "@/lib/alerts/schema";
import { assertNever } from "@/lib/kernel/errors";
import { kindOf, type Occasion } from "@/lib/notifications/schema";
import { OPERATOR_WORDS } from "@/lib/rules/conditions";
import { describeDuration, describeLimit, describeValue } from "@/lib/rules/describe";
import { Operator } from "@/lib/rules/schema";

/** What a message is made of: the alert as it is, why it is told now, and where to open it. */
export interface MessageSource {
  alert: Alert;
  occasion: Occasion;
  /** Address of the alert's page. */
  link: string;
  correlationId: string;
  /** How its reader can acknowledge from the message itself; absent where there is nobody or nothing to. */
  acknowledge?: AcknowledgeWays;
}

/** Ways to acknowledge without signing in, for one person and one alert. */
export interface AcknowledgeWays {
  /** A signed link that works once. */
  link: string;
  /** What a text message is answered with; null by every other channel. */
  code: string | null;
}

/** The alert's title in words, as it was raised. */
export function titleOf(alert: Alert): string {
  return typeof alert.details.title === "string" ? alert.details.title : alert.ruleName;
}

/** What happened without the title before it: "payment_failure_rate_1m 38.2 % is above 20 % for 15 s". */
export function factOf(alert: Alert): string {
  const prefix = `${titleOf(alert)}: `;
  return alert.message.startsWith(prefix) ? alert.message.slice(prefix.length) : alert.message;
}

/** What it means for the business, from the rule; null where the rule does not say. */
export function meaningOf({ details }: Alert): string | null {
  return typeof details.description === "string" ? details.description : null;
}

/** `2026-11-20 18:02:15 UTC`. */
export function utcText(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** `10:35 UTC`. */
export function utcMinute(at: Date): string {
  return `${at.toISOString().slice(11, 16)} UTC`;
}

/** The structured fields of a message, in the order they are shown; what an alert does not have is left out. */
export function factsOf({ alert, correlationId }: MessageSource): [name: string, value: string][] {
  const facts: [string, string | null][] = [
    ["Severity", alert.severity],
    ["Status", statusOf(alert)],
    ["Metric", alert.metric],
    ["Value", alert.value === null ? null : describeValue(alert.value, alert.metric, alert.threshold)],
    ["Limit", limitOf(alert)],
    ["Brand", alert.brand],
    ["Labels", labelsOf(alert)],
    ["Worst provider", worstOf(alert)],
    ["Triggered", utcText(alert.triggeredAt)],
    ["Escalated", alert.escalatedAt === null ? null : `${utcText(alert.escalatedAt)}: ${alert.escalationReason ?? ""}`],
    ["Escalates by itself", alert.escalatesAt === null ? null : `${utcText(alert.escalatesAt)}, unless acknowledged`],
    ["Resolved", alert.resolvedAt === null ? null : utcText(alert.resolvedAt)],
    ["Rule", alert.ruleName],
    ["Alert", String(alert.id)],
    ["Correlation id", correlationId],
  ];
  return facts.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]));
}

/** "it was raised", "it was escalated: nobody answers", "it resolved by itself". */
export function whyNow(occasion: Occasion, alert: Alert): string {
  const kind = kindOf(occasion);
  switch (kind) {
    case "triggered":
      return "it was raised";
    case "resolved":
      return alert.autoResolved ? "it resolved by itself: the condition is clear" : "it was resolved";
    case "acknowledged":
      return `it was acknowledged by ${alert.acknowledgedBy ?? "somebody"}`;
    case "escalated":
      return `it was escalated: ${alert.escalationReason ?? "no reason given"}`;
    case "worsened":
      return `it got worse: it is ${alert.severity} now`;
    case "unmuted":
      return "what hid it has ended, and it still burns";
    case "retriggered":
      return "its acknowledgement was taken back, and it is not resolved";
    default:
      return assertNever(kind);
  }
}

function statusOf(alert: Alert): string {
  return alert.status === "acknowledged" ? `acknowledged by ${alert.acknowledgedBy ?? "somebody"}` : alert.status;
}

function limitOf({ threshold, details, metric }: Alert): string | null {
  const operator = Operator.safeParse(details.condition);
  if (threshold === null || !operator.success) return null;
  const held = typeof details.duration_seconds === "number" ? details.duration_seconds * 1000 : 0;
  const forHowLong = held === 0 ? "" : ` for ${describeDuration(held)}`;
  return `${OPERATOR_WORDS[operator.data].replace(/^is /, "")} ${describeLimit(threshold, metric)}${forHowLong}`;
}

function labelsOf({ labels }: Alert): string | null {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? null : pairs.join(", ");
}

function worstOf({ details }: Alert): string | null {
  const worst = details.worst_provider;
  if (typeof worst !== "object" || worst === null || !("provider" in worst) || !("failure_rate" in worst)) return null;
  return `${String(worst.provider)} (${String(worst.failure_rate)} % of its payments failed)`;
}
