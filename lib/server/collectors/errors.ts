import "server-only";
import { sumErrors } from "@/db/queries/platform/error-logs";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { type Figure, figuresOf } from "./figure";
import type { Reading } from "./reading";

/** What the platform logged: critical errors of five minutes, and what concerns its security of an hour. */
export async function collectErrors(reading: Reading): Promise<Figure[]> {
  const { at, filter, reporting } = reading;
  const { zone } = reporting;
  const window = windowOf(METRICS.authentication_failure_count.window, { at, zone });
  const latelyFrom = windowOf(METRICS.critical_error_count.window, { at, zone }).from;
  const sum = await reading.read("error_logs", (db) => sumErrors(db, filter, { window, latelyFrom }));
  if (sum === null) return [];
  const values = {
    critical_error_count: sum.criticalLately,
    authentication_failure_count: sum.authenticationFailures,
    rate_limit_violation_count: sum.rateLimitViolations,
    large_data_export_count: sum.largeDataExports,
    brand_isolation_violation_count: sum.brandIsolationViolations,
  };
  return figuresOf(values, {});
}
