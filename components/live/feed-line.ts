import { titleOf } from "@/components/alerts/describe-alert";
import { type Status, statusOfSeverity } from "@/components/ui/status";
import { AlertJson } from "@/lib/alerts/read-wire";
import type { FeedEvent } from "@/lib/feed/schema";
import { describeValue } from "@/lib/rules/describe";

export interface FeedLine {
  status: Status;
  /** Written stronger: what it is about. */
  subject: string;
  text: string;
}

/** An event of the feed as one line. */
export function feedLine(event: FeedEvent): FeedLine {
  const { topic, type, data, severity } = event;
  if (topic === "alerts") return alertLine(event);
  if (type === "metrics/collected") return collectionLine(data);
  if (topic === "health") {
    const overall = String(data.overall_status ?? "unknown");
    const status: Status = overall === "healthy" ? "ok" : overall === "critical" ? "crit" : "warn";
    return { status, subject: "Health", text: overall };
  }
  const [noun = topic, verb = ""] = type.split("/");
  return {
    status: severity ? statusOfSeverity(severity) : "info",
    subject: noun.charAt(0).toUpperCase() + noun.slice(1),
    text: verb.replaceAll("-", " "),
  };
}

function alertLine({ data, type, severity }: FeedEvent): FeedLine {
  const alert = AlertJson.safeParse(data);
  const verb = type.split("/")[1]?.replaceAll("-", " ") ?? "changed";
  if (!alert.success) return { status: severity ? statusOfSeverity(severity) : "info", subject: "Alert", text: verb };
  const { acknowledged_by, status, resolved_by, auto_resolved } = alert.data;
  const by = status === "acknowledged" ? acknowledged_by : status === "resolved" && !auto_resolved ? resolved_by : null;
  return {
    status: status === "resolved" ? "ok" : statusOfSeverity(alert.data.severity),
    subject: titleOf(alert.data),
    text: by === null ? verb : `${verb} by ${by}`,
  };
}

function collectionLine(data: FeedEvent["data"]): FeedLine {
  const metrics = data.metrics;
  const values = metrics !== null && typeof metrics === "object" ? Object.entries(metrics) : [];
  const known = values.filter(([, value]) => value !== null).length;
  const rate = values.find(([name]) => name === "payment_failure_rate")?.[1];
  const payments = typeof rate === "number" ? `, payments failing ${describeValue(rate, "payment_failure_rate")}` : "";
  return { status: "ok", subject: "Collection", text: `${known} of ${values.length} metrics${payments}` };
}
