import { SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { SECOND_MS } from "@/lib/kernel/time";
import { hourName, weekday } from "@/lib/kernel/zone";
import { type AnsweredInTime, answeredInTime } from "./answered-in-time";
import { type RulePrecision, rateRules } from "./rate-rules";
import { ALERT_STATUSES, type AlertStatus, type Outcome } from "./schema";

/** What the statistics need of one alert. */
export interface CountedAlert {
  ruleName: string;
  severity: Severity;
  status: AlertStatus;
  triggeredAt: Date;
  acknowledgedAt: Date | null;
  resolvedAt: Date | null;
  autoResolved: boolean;
  outcome: Outcome | null;
}

/** A2 as the API writes it; means, medians and percentiles are in seconds, null where no alert got that far. */
export interface AlertStatistics {
  hours: number;
  total: number;
  by_severity: Record<Severity, number>;
  by_status: Record<AlertStatus, number>;
  by_rule: Record<string, number>;
  mean_seconds_to_acknowledge: number | null;
  mean_seconds_to_resolve: number | null;
  median_seconds_to_acknowledge: number | null;
  median_seconds_to_resolve: number | null;
  p90_seconds_to_acknowledge: number | null;
  p90_seconds_to_resolve: number | null;
  /** Of the alerts that somebody judged, in 0…1; null where nobody judged any. */
  noise_share: number | null;
  judged: number;
  /** The rules with the most noise first, then those with the most alerts; at most 20. */
  noisiest_rules: RulePrecision[];
  answered_in_time: Record<Severity, AnsweredInTime>;
  /** How many were triggered in each local hour, 0 to 23, and on each weekday, Sunday first. */
  by_hour: number[];
  by_weekday: number[];
  time_zone: string;
}

interface Asked {
  hours: number;
  /** IANA name: whose hours and weekdays are counted. */
  zone: string;
}

/** Counts the alerts triggered in the last `hours`; severities and statuses nobody has are 0, not missing. */
export function statistics(alerts: readonly CountedAlert[], { hours, zone }: Asked, now: Date): AlertStatistics {
  const toAcknowledge = secondsUntil(alerts, (alert) => alert.acknowledgedAt);
  const toResolve = secondsUntil(alerts, (alert) => alert.resolvedAt);
  const judged = alerts.filter(({ outcome }) => outcome !== null);
  const noise = judged.filter(({ outcome }) => outcome === "noise").length;
  return {
    hours,
    total: alerts.length,
    by_severity: countOf(SEVERITIES, alerts, (alert) => alert.severity),
    by_status: countOf(ALERT_STATUSES, alerts, (alert) => alert.status),
    by_rule: countOf([...new Set(alerts.map((alert) => alert.ruleName))].sort(), alerts, (alert) => alert.ruleName),
    mean_seconds_to_acknowledge: meanOf(toAcknowledge),
    mean_seconds_to_resolve: meanOf(toResolve),
    median_seconds_to_acknowledge: percentileOf(toAcknowledge, 0.5),
    median_seconds_to_resolve: percentileOf(toResolve, 0.5),
    p90_seconds_to_acknowledge: percentileOf(toAcknowledge, 0.9),
    p90_seconds_to_resolve: percentileOf(toResolve, 0.9),
    noise_share: judged.length === 0 ? null : noise / judged.length,
    judged: judged.length,
    noisiest_rules: rateRules(alerts).slice(0, 20),
    answered_in_time: answeredInTime(alerts, now),
    by_hour: histogram(24, alerts, (alert) => Number(hourName(alert.triggeredAt, zone))),
    by_weekday: histogram(7, alerts, (alert) => weekday(alert.triggeredAt, zone)),
    time_zone: zone,
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

function histogram(size: number, alerts: readonly CountedAlert[], indexOf: (alert: CountedAlert) => number): number[] {
  const counts = Array.from({ length: size }, () => 0);
  for (const alert of alerts) {
    const index = indexOf(alert);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

/** Ascending. */
function secondsUntil(alerts: readonly CountedAlert[], endOf: (alert: CountedAlert) => Date | null): number[] {
  return alerts
    .flatMap((alert) => {
      const end = endOf(alert);
      return end === null ? [] : [Math.max(0, end.getTime() - alert.triggeredAt.getTime()) / SECOND_MS];
    })
    .sort((a, b) => a - b);
}

function meanOf(lengths: readonly number[]): number | null {
  return lengths.length === 0 ? null : lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}

/** Continuous, as PostgreSQL's percentile_cont: linear between the two neighbours. */
function percentileOf(ascending: readonly number[], share: number): number | null {
  const position = share * (ascending.length - 1);
  const low = ascending[Math.floor(position)];
  const high = ascending[Math.ceil(position)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (position - Math.floor(position));
}
