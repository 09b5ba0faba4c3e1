import "server-only";
import { LEAST_METRICS_DAYS } from "@/lib/retention/plan";
import { type Env, env, metricsRetentionDays } from "./env";

/** The settings in force, in words: name and value. Secrets are not among them. */
export function describeHouse(settings: Env = env()): { name: string; value: string }[] {
  return [
    { name: "Database", value: settings.DATABASE_URL === undefined ? "embedded" : "Postgres" },
    { name: "Collection", value: `every ${settings.METRICS_COLLECTION_INTERVAL} s` },
    { name: "Day begins at midnight in", value: settings.REPORTING_TIME_ZONE },
    { name: "Totals over several currencies in", value: settings.REPORTING_CURRENCY },
    { name: "Critical alerts escalate after", value: `${settings.ESCALATION_AFTER_MINUTES} min unacknowledged` },
    { name: "Metrics are kept", value: metricsWords(metricsRetentionDays(settings)) },
    { name: "Alerts are kept", value: `${settings.ALERTS_RETENTION_DAYS} days` },
    { name: "Errors are kept", value: `${settings.ERROR_LOGS_RETENTION_DAYS} days` },
    { name: "Audit is kept", value: `${settings.AUDIT_RETENTION_DAYS} days` },
  ];
}

function metricsWords(days: number): string {
  return days < LEAST_METRICS_DAYS ? `${days} days, where at least ${LEAST_METRICS_DAYS} are expected` : `${days} days`;
}
