import type { AlertWire } from "./wire";

/** For tests: an open critical alert of the outage rule, raised at noon of 1 March 2026. */
export function alertJson(given: Partial<AlertWire> = {}): AlertWire {
  return {
    id: 1,
    rule_name: "payment_outage",
    metric: "payment_failure_rate_1m",
    value: 38.2,
    threshold: 20,
    severity: "critical",
    status: "triggered",
    message: "Payments failing",
    triggered_at: "2026-03-01T12:00:00.000Z",
    details: { title: "Payments failing" },
    alert_rule_id: 7,
    brand: null,
    labels: {},
    runbook: null,
    acknowledged_at: null,
    acknowledged_by: null,
    resolved_at: null,
    resolved_by: null,
    resolution_notes: null,
    escalation_reason: null,
    escalated_at: null,
    escalation_level: 0,
    escalates_at: null,
    notifications_sent: [],
    notification_attempts: 0,
    auto_resolved: false,
    version: 1,
    created_at: "2026-03-01T12:00:00.000Z",
    ...given,
  };
}
