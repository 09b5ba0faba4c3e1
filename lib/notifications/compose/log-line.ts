import { type MessageSource, titleOf } from "./facts";

/** One structured line about an alert: what a log collector can search by. */
export interface LogContent {
  line: string;
  fields: Record<string, unknown>;
}

/** "alert 12 triggered: Payments failing at nordpay", with the alert's facts beside it. */
export function composeLogLine({ alert, occasion, link, correlationId }: MessageSource): LogContent {
  return {
    line: `alert ${alert.id} ${occasion}: ${titleOf(alert)}`,
    fields: {
      alertId: alert.id,
      occasion,
      severity: alert.severity,
      status: alert.status,
      rule: alert.ruleName,
      metric: alert.metric,
      value: alert.value,
      threshold: alert.threshold,
      brand: alert.brand,
      labels: alert.labels,
      triggeredAt: alert.triggeredAt.toISOString(),
      message: alert.message,
      link,
      correlationId,
    },
  };
}
