import "server-only";
import { sumTransactions, type TransactionSum } from "@/db/queries/platform/transactions";
import { percentage } from "@/lib/metrics/aggregate";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { byBrand, type Figure, measureGroups, sumBy, type Values } from "./figure";
import type { Reading } from "./reading";
import { readRates, volumeOf } from "./volume";

/** Wallet transactions of the last hour: how many, how many failed, what they moved. */
export async function collectTransactions(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const { zone } = reporting;
  const window = windowOf(METRICS.transaction_count.window, { at, zone });
  const rows = await reading.read("transactions", (db) => sumTransactions(db, filter, { window, zone }));
  reading.finished.transactions = rows;
  if (rows === null) return [];
  const rateOf = await readRates(reading, rows);
  const measure = (group: readonly TransactionSum[]): Values => {
    const completed = sumBy(group, (row) => row.completed);
    const failed = sumBy(group, (row) => row.failed);
    return {
      transaction_count: sumBy(group, (row) => row.count),
      transaction_error_rate: percentage(failed, completed + failed),
      transaction_volume: volumeOf(group, { rateOf, reporting: reporting.currency }),
    };
  };
  return measureGroups({ rows, by: [byBrand], isLabelled, measure });
}
