import { percentage } from "@/lib/metrics/aggregate";
import type { MetricName } from "@/lib/metrics/catalogue";
import { SUBSYSTEMS, type Subsystem } from "@/lib/metrics/schema";
import {
  HEALTH_STATES,
  type HealthState,
  type SourceAnswer,
  type SubsystemHealth,
  type SystemHealth,
  type Uptime,
} from "./schema";

interface Limit {
  metric: MetricName;
  isHealthy: (value: number) => boolean;
  /** The state past the limit: critical where L's rule is. */
  past: HealthState;
}

/** Requirement H1. Wider than H2's thresholds on purpose: both stand. */
export const HEALTH_LIMITS: Record<Subsystem, Limit> = {
  transactions: { metric: "transaction_error_rate", isHealthy: (rate) => rate < 5, past: "critical" },
  payments: { metric: "payment_failure_rate", isHealthy: (rate) => rate < 2, past: "critical" },
  fraud_detection: { metric: "fraud_critical_count", isHealthy: (count) => count < 20, past: "warning" },
  api: { metric: "api_latency_p99", isHealthy: (ms) => ms < 1000, past: "warning" },
  database: { metric: "database_latency", isHealthy: (ms) => ms < 1000, past: "warning" },
  cache: { metric: "cache_hit_rate", isHealthy: (rate) => rate > 80, past: "warning" },
};

interface Figures {
  values: Partial<Record<MetricName, number | null>>;
  /** How each subsystem's source did; one not named answered. */
  answers: Partial<Record<Subsystem, SourceAnswer>>;
}

/** The six subsystems and the worst of them. A source that is silent is critical, one that is not there unknown. */
export function assessSystem({ values, answers }: Figures): SystemHealth {
  const assess = (subsystem: Subsystem): SubsystemHealth => {
    const { metric, isHealthy, past } = HEALTH_LIMITS[subsystem];
    const value = values[metric] ?? null;
    if (answers[subsystem] === "silent") return { status: "critical", value };
    if (value === null) return { status: "unknown", value };
    return { status: isHealthy(value) ? "healthy" : past, value };
  };
  const subsystems: Record<Subsystem, SubsystemHealth> = {
    transactions: assess("transactions"),
    payments: assess("payments"),
    fraud_detection: assess("fraud_detection"),
    api: assess("api"),
    database: assess("database"),
    cache: assess("cache"),
  };
  return { overall: worstOf(SUBSYSTEMS.map((subsystem) => subsystems[subsystem].status)), subsystems };
}

/** The worst state, unknown counting as warning; healthy of none. */
export function worstOf(states: readonly HealthState[]): HealthState {
  const rank = Math.max(0, ...states.map((state) => HEALTH_STATES.indexOf(state)));
  const worst = HEALTH_STATES[rank] ?? "healthy";
  return worst === "unknown" ? "warning" : worst;
}

/** Share of stored checks that were not critical, %; null before the first. */
export function uptimePercentage({ checks, notCritical }: Uptime): number | null {
  return percentage(notCritical, checks);
}

/** A check is stored when any state moved, and at least once a minute, so that the table stays small. */
export function isWorthStoring(
  current: SystemHealth,
  previous: { states: Record<string, string>; minute: number } | null,
  minute: number,
): boolean {
  if (previous === null || previous.minute !== minute) return true;
  const states = statesOf(current);
  return Object.entries(states).some(([service, status]) => previous.states[service] !== status);
}

/** Service → state, `overall` among them. */
export function statesOf({ overall, subsystems }: SystemHealth): Record<string, HealthState> {
  return { overall, ...Object.fromEntries(SUBSYSTEMS.map((subsystem) => [subsystem, subsystems[subsystem].status])) };
}
