import "server-only";
import type { OperationSum } from "@/db/queries/platform/operations";
import { percentage } from "@/lib/metrics/aggregate";
import { METRICS, type MetricName } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { byBrand, type Figure, measureGroups, sumBy } from "./figure";
import { sumDay } from "./operations-of-day";
import type { Reading } from "./reading";

/**
 * Wallet transactions and payments together. The last hour's is made of what their collectors have read; the last day's
 * is read once a minute, hour by hour.
 */
export async function collectOperations(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const { transactions, payments } = reading.finished;
  const success = (group: readonly OperationSum[]) => percentage(completedOf(group), finishedOf(group));
  const failure = (group: readonly OperationSum[]) => percentage(failedOf(group), finishedOf(group));
  const hour =
    transactions === null || payments === null
      ? []
      : rated("operation_success_rate", success, { rows: [...transactions, ...payments], isLabelled });
  if (!isLabelled) return hour;
  const window = windowOf(METRICS.operation_error_rate_24h.window, { at, zone: reporting.zone });
  const { knownHours: known } = reading;
  const day = await reading.read("operations", (db, elapsed) => sumDay(db, { filter, window, known, elapsed }));
  return day === null ? hour : [...hour, ...rated("operation_error_rate_24h", failure, { rows: day, isLabelled })];
}

function rated(
  metric: MetricName,
  rate: (group: readonly OperationSum[]) => number | null,
  { rows, isLabelled }: { rows: readonly OperationSum[]; isLabelled: boolean },
): Figure[] {
  return measureGroups({ rows, by: [byBrand], isLabelled, measure: (group) => ({ [metric]: rate(group) }) });
}

const completedOf = (group: readonly OperationSum[]) => sumBy(group, ({ completed }) => completed);
const failedOf = (group: readonly OperationSum[]) => sumBy(group, ({ failed }) => failed);
const finishedOf = (group: readonly OperationSum[]) => completedOf(group) + failedOf(group);
