import "server-only";
import type { Alert } from "@/lib/alerts/schema";
import { alertToWire } from "@/lib/alerts/wire";
import type { AlertEvent } from "@/lib/events/schema";
import { occasionOf } from "@/lib/notifications/occasion-of";
import type { Unit } from "@/lib/server/context";

/** The live feed's word of an alert: the alert as the API writes it. */
export function tellFeed(unit: Unit, alert: Alert, type: `alert/${string}`): void {
  unit.tell.feed({
    topic: "alerts",
    event: type === "alert/triggered" ? "alert:new" : "alert:update",
    type,
    severity: alert.severity,
    ...(alert.brand === null ? {} : { brand: alert.brand }),
    data: alertToWire(alert),
  });
}

/** Sends a domain event of an alert to the engine, and records it as an occasion that recipients are decided for. */
export function announce(unit: Unit, alert: Alert, event: AlertEvent): void {
  unit.tell.outbox(event);
  if (alert.isShadow) return;
  const { id: alertId, triggeredAt: alertTriggeredAt, severity } = alert;
  unit.tell.occasion({ alertId, alertTriggeredAt, severity, occasion: occasionOf(event) });
}

/** One audit line about an alert; `details` hold what a reader needs beside who, what and when. */
export function auditAlert(unit: Unit, alert: Alert, action: string, details: Record<string, unknown> = {}): void {
  unit.tell.audit({
    action,
    subject: `alert:${alert.id}`,
    brand: alert.brand,
    details: { rule: alert.ruleName, ...details },
  });
}

/** What every domain event of an alert holds. */
export function alertFacts({ id, severity, ruleName, brand, escalatesAt }: Alert) {
  return { alertId: id, severity, ruleName, brand, escalatesAt: escalatesAt?.toISOString() ?? null };
}
