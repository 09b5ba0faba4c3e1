import "server-only";
import type { RetentionDays } from "@/lib/retention/schema";
import { env, metricsRetentionDays } from "./env";

/** The periods in force. */
export function retentionDays(): RetentionDays {
  const settings = env();
  return {
    metrics: metricsRetentionDays(settings),
    alerts: settings.ALERTS_RETENTION_DAYS,
    errorLogs: settings.ERROR_LOGS_RETENTION_DAYS,
    audit: settings.AUDIT_RETENTION_DAYS,
  };
}
