import { SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { SECOND_MS } from "@/lib/kernel/time";
import { ALERT_STATUSES, type AlertStatus } from "./schema";

/** What the statistics need of one alert. */
export interface CountedAlert {
  ruleName: string;
  severity: Severity;
  status: AlertStatus;
  triggeredAt: Date;
  acknowledgedAt: Date | null;
  resolvedAt: Date | null;
}

/** A2 as the API writes it; means are in seconds, null where no alert got that far. */
export interface AlertStatistics {
  hours: number;
  total: number;
  by_severity: Record<Severity, number>;
  by_status: Record<AlertStatus, number>;
  by_rule: Record<string, number>;
  mean_seconds_to_acknowledge: number | null;
  mean_seconds_to_resolve: number | null;
}

/** Counts the alerts triggered in the last `hours`; severities and statuses nobody has are 0, not missing. */
export function statistics(alerts: readonly CountedAlert[], hours: number): AlertStatistics {
  return {
    hours,
    total: alerts.length,
    by_severity: countOf(SEVERITIES, alerts, (alert) => alert.severity),
    by_status: countOf(ALERT_STATUSES, alerts, (alert) => alert.status),
    by_rule: countOf([...new Set(alerts.map((alert) => alert.ruleName))].sort(), alerts, (alert) => alert.ruleName),
    mean_seconds_to_acknowledge: meanSeconds(alerts, (alert) => alert.acknowledgedAt),
    mean_seconds_to_resolve: meanSeconds(alerts, (alert) => alert.resolvedAt),
  };
}

/** Every name is a key: that is what makes the record whole. */
function countOf<Name extends string>(
  names: readonly Name[],
  alerts: readonly CountedAlert[],
  nameOf: (alert: CountedAlert) => Name,
): Record<Name, number> {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (const alert of alerts) counts[nameOf(alert)] += 1;
  return counts;
}

function meanSeconds(alerts: readonly CountedAlert[], endOf: (alert: CountedAlert) => Date | null): number | null {
  const lengths = alerts.flatMap((alert) => {
    const end = endOf(alert);
    return end === null ? [] : [Math.max(0, end.getTime() - alert.triggeredAt.getTime()) / SECOND_MS];
  });
  return lengths.length === 0 ? null : lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}
