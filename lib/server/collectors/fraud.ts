import "server-only";
import { type FlagSum, sumFraudFlags } from "@/db/queries/platform/fraud-flags";
import { mean } from "@/lib/metrics/aggregate";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { byBrand, type Figure, measureGroups, sumBy, type Values } from "./figure";
import type { Reading } from "./reading";

/** Fraud flags raised in the last hour, how many of them critical, and their average score. */
export async function collectFraud(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const window = windowOf(METRICS.fraud_flags_count.window, { at, zone: reporting.zone });
  const rows = await reading.read("fraud_flags", (db) => sumFraudFlags(db, filter, window));
  const measure = (group: readonly FlagSum[]): Values => {
    const count = sumBy(group, (row) => row.count);
    return {
      fraud_flags_count: count,
      fraud_critical_count: sumBy(group, (row) => row.critical),
      fraud_avg_score: mean(
        sumBy(group, (row) => row.score),
        count,
      ),
    };
  };
  return rows === null ? [] : measureGroups({ rows, by: [byBrand], isLabelled, measure });
}
