import { sumByType } from "./type-counts";

/** D's four security signals of a day. */
export interface Signals {
  authentication_failures: number;
  rate_limit_violations: number;
  large_data_exports: number;
  brand_isolation_violations: number;
}

/**
 * Counts the signals among errors by type, as the platform and other services log them, in singular.
 * @param refusedSignIns those of the console itself, which are authentication failures too.
 */
export function signalsOf(errors: readonly { type: string; count: number }[], refusedSignIns: number): Signals {
  const counts = new Map(Object.entries(sumByType(errors)));
  return {
    authentication_failures: (counts.get("authentication_failure") ?? 0) + refusedSignIns,
    rate_limit_violations: counts.get("rate_limit_violation") ?? 0,
    large_data_exports: counts.get("large_data_export") ?? 0,
    brand_isolation_violations: counts.get("brand_isolation_violation") ?? 0,
  };
}
