import type { Alert, MoneyPoint, TimelineEntry } from "./schema";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** An alert as the API and the feed write it: L's fields first, then the table's other columns. */
export function alertToWire(alert: Alert) {
  return {
    id: alert.id,
    rule_name: alert.ruleName,
    metric: alert.metric,
    value: alert.value,
    threshold: alert.threshold,
    severity: alert.severity,
    status: alert.status,
    message: alert.message,
    triggered_at: alert.triggeredAt.toISOString(),
    details: alert.details,
    alert_rule_id: alert.ruleId,
    brand: alert.brand,
    labels: alert.labels,
    runbook: alert.runbook,
    acknowledged_at: iso(alert.acknowledgedAt),
    acknowledged_by: alert.acknowledgedBy,
    resolved_at: iso(alert.resolvedAt),
    resolved_by: alert.resolvedBy,
    resolution_notes: alert.resolutionNotes,
    escalation_reason: alert.escalationReason,
    escalated_at: iso(alert.escalatedAt),
    escalation_level: alert.escalationLevel,
    escalates_at: iso(alert.escalatesAt),
    notifications_sent: alert.notificationsSent,
    notification_attempts: alert.notificationAttempts,
    auto_resolved: alert.autoResolved,
    ...handlingToWire(alert),
    version: alert.version,
    created_at: alert.createdAt.toISOString(),
  };
}

/** What rule and people made of it since it was raised; ours. */
function handlingToWire(alert: Alert) {
  return {
    class: alert.class,
    level: alert.level,
    group_id: alert.groupId,
    cap_until: iso(alert.capUntil),
    /** What hides it from people, null when nothing does. */
    mute: alert.mute,
    snooze: alert.snooze && {
      until: alert.snooze.until,
      worse_than: alert.snooze.worseThan,
      by: alert.snooze.by,
    },
    acknowledged_until: iso(alert.acknowledgedUntil),
    assigned_to: alert.assignedTo,
    outcome: alert.outcome,
    /** Requirement A6; amounts are decimal texts. */
    money_at_risk: alert.money && {
      currency: alert.money.currency,
      per_minute: alert.money.perMinute,
      total: alert.money.total,
      confidence: alert.money.confidence,
      formula: alert.money.formula,
      at: alert.money.at,
    },
  };
}

/** An alert's JSON; instants are ISO 8601 in UTC. */
export type AlertWire = ReturnType<typeof alertToWire>;

/** One minute of its money at risk as the API writes it. */
export function pointToWire({ at, perMinute, total }: MoneyPoint) {
  return { at: at.toISOString(), per_minute: perMinute, total };
}

/** One line of the timeline as the API writes it. */
export function timelineToWire(entry: TimelineEntry) {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    kind: entry.kind,
    actor: entry.actor,
    message: entry.message,
    details: entry.details,
  };
}
export type TimelineWire = ReturnType<typeof timelineToWire>;
