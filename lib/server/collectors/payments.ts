import "server-only";
import { type PaymentSum, sumPayments } from "@/db/queries/platform/payments";
import { percentage } from "@/lib/metrics/aggregate";
import { METRICS, MIN_FINISHED_PAYMENTS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { byBrand, type Figure, measureGroups, sumBy, type Values } from "./figure";
import type { Reading } from "./reading";
import { readRates, volumeOf } from "./volume";

/** Payments of the last hour and of the last minute, over all, by brand and by provider. */
export async function collectPayments(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const { zone } = reporting;
  const window = windowOf(METRICS.payment_count.window, { at, zone });
  const latelyFrom = windowOf(METRICS.payment_failure_rate_1m.window, { at, zone }).from;
  const rows = await reading.read("payments", (db) => sumPayments(db, filter, { window, latelyFrom, zone }));
  reading.finished.payments = rows;
  if (rows === null) return [];
  const rateOf = await readRates(reading, rows);
  const measure = (group: readonly PaymentSum[]): Values => ({
    payment_count: sumBy(group, (row) => row.count),
    payment_failure_rate: failureRate(group),
    payment_volume: volumeOf(group, { rateOf, reporting: reporting.currency }),
    payment_failure_rate_1m: failureRateLately(group),
  });
  return measureGroups({ rows, by: [byBrand, ({ provider }) => ({ provider })], isLabelled, measure });
}

function failureRate(group: readonly PaymentSum[]): number | null {
  const failed = sumBy(group, (row) => row.failed);
  return percentage(failed, failed + sumBy(group, (row) => row.completed));
}

function failureRateLately(group: readonly PaymentSum[]): number | null {
  const failed = sumBy(group, (row) => row.failedLately);
  const finished = failed + sumBy(group, (row) => row.completedLately);
  return finished < MIN_FINISHED_PAYMENTS ? null : percentage(failed, finished);
}
