import "server-only";
import type { Alert } from "@/lib/alerts/schema";
import { alertToWire } from "@/lib/alerts/wire";
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
