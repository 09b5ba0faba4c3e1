import { cutText } from "@/lib/kernel/clean-text";
import type { Severity } from "@/lib/kernel/severity";
import { kindOf } from "@/lib/notifications/schema";
import { factsOf, type MessageSource, titleOf } from "./facts";

/** An event of PagerDuty's Events API v2, without the routing key. One alert is one `dedup_key` from first to last. */
export interface PagerDutyEvent {
  /** Ours alone, not sent; null for a test. */
  alertId: number | null;
  event_action: "trigger" | "acknowledge" | "resolve";
  dedup_key: string;
  payload?: {
    summary: string;
    source: string;
    severity: "info" | "warning" | "error" | "critical";
    timestamp: string;
    component: string;
    group?: string;
    class: string;
    custom_details: Record<string, string>;
  };
  links?: { href: string; text: string }[];
  client?: string;
  client_url?: string;
}

/** PagerDuty knows four, ours lie one step lower: its `critical` is our emergency. */
const SEVERITY: Record<Severity, "info" | "warning" | "error" | "critical"> = {
  info: "info",
  warning: "warning",
  critical: "error",
  emergency: "critical",
};

const SUMMARY_LENGTH = 1024;

/** Every alert has events of its own, also where others are told together: PagerDuty groups by itself. */
export function composePagerDuty(sources: readonly MessageSource[]): PagerDutyEvent[] {
  return sources.map(eventOf);
}

function eventOf(source: MessageSource): PagerDutyEvent {
  const { alert, occasion, link } = source;
  const dedupKey = `pitboss/alert-${alert.id}/${alert.triggeredAt.getTime()}`;
  const kind = kindOf(occasion);
  if (kind === "resolved") return { alertId: alert.id, event_action: "resolve", dedup_key: dedupKey };
  if (kind === "acknowledged") return { alertId: alert.id, event_action: "acknowledge", dedup_key: dedupKey };
  return {
    alertId: alert.id,
    event_action: "trigger",
    dedup_key: dedupKey,
    payload: {
      summary: cutText(`${titleOf(alert)}: ${alert.message}`, SUMMARY_LENGTH),
      source: alert.brand ?? "pitboss",
      severity: SEVERITY[alert.severity],
      timestamp: alert.triggeredAt.toISOString(),
      component: alert.metric,
      ...(alert.brand === null ? {} : { group: alert.brand }),
      class: alert.ruleName,
      custom_details: Object.fromEntries(factsOf(source)),
    },
    links: [{ href: link, text: "Open the alert" }],
    client: "Pitboss",
    client_url: link,
  };
}
