import { formatDuration } from "@/components/ui/duration";
import type { AlertWire } from "@/lib/alerts/wire";
import { definitionOf } from "@/lib/metrics/catalogue";
import { describeLimit, describeValue } from "@/lib/rules/describe";

/** The alert in a few words: "Payments failing at nordpay". */
export function titleOf({ details, rule_name }: AlertWire): string {
  if (typeof details.title === "string" && details.title !== "") return details.title;
  const words = rule_name.replaceAll(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `A-12`: how people name it to each other. */
export function numberOf({ id }: Pick<AlertWire, "id">): string {
  return `A-${id}`;
}

/** "Payment failure rate 38.2 %, limit 20 %": what was measured when it was raised. */
export function factOf({ metric, value, threshold }: AlertWire): string {
  const name = definitionOf(metric)?.title ?? metric;
  const measured = value === null ? name : `${name} ${describeValue(value, metric, threshold)}`;
  return threshold === null ? measured : `${measured}, limit ${describeLimit(threshold, metric)}`;
}

/** "limit 20 %, ", to stand beside the value; empty where there is none. */
export function limitOf({ metric, threshold }: Pick<AlertWire, "metric" | "threshold">): string {
  return threshold === null ? "" : `limit ${describeLimit(threshold, metric)}. `;
}

/** Who has it, or how it ended: "Not acknowledged", "Acknowledged by Mara", "Resolved by itself after 34 min". */
export function standingOf(alert: AlertWire): string {
  const { assigned_to: owner } = alert;
  switch (alert.status) {
    case "triggered":
      return owner === null ? "Not acknowledged" : `${owner.name} has it, not acknowledged`;
    case "acknowledged": {
      const by = alert.acknowledged_by ?? "somebody";
      return owner === null || owner.name === by
        ? `Acknowledged by ${by}`
        : `${owner.name} has it, acknowledged by ${by}`;
    }
    case "escalated":
      return alert.escalation_reason === null ? "Escalated" : `Escalated: “${alert.escalation_reason}”`;
    case "resolved":
      return `Resolved ${alert.auto_resolved ? "by itself" : `by ${alert.resolved_by ?? "somebody"}`}${lastedOf(alert)}`;
  }
}

/** "Snoozed", "Hidden by silence 12"; null where people are told of it. */
export function hidingOf({ mute, snooze }: Pick<AlertWire, "mute" | "snooze">): string | null {
  if (snooze !== null) return snooze.until === null ? `Snoozed until worse than ${snooze.worse_than}` : "Snoozed";
  return mute === null ? null : `Hidden by ${mute.by}`;
}

function lastedOf({ triggered_at, resolved_at }: AlertWire): string {
  if (resolved_at === null) return "";
  return ` after ${formatDuration(new Date(resolved_at).getTime() - new Date(triggered_at).getTime())}`;
}
