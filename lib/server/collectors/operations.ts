import "server-only";
import type { OperationSum } from "@/db/queries/platform/operations";
import { percentage } from "@/lib/metrics/aggregate";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { byBrand, type Figure, measureGroups, sumBy, type Values } from "./figure";
import { sumDay } from "./operations-of-day";
import type { Reading } from "./reading";

/**
 * Wallet transactions and payments together. The last hour's is made of what their collectors have read; the last day's
 * is read once a minute, hour by hour.
 */
export async function collectOperations(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const { transactions, payments } = reading.finished;
  const hour =
    transactions === null || payments === null
      ? []
      : measureGroups({ rows: [...transactions, ...payments], by: [byBrand], isLabelled, measure: measureHour });
  if (!isLabelled) return hour;
  const window = windowOf(METRICS.operation_error_rate_24h.window, { at, zone: reporting.zone });
  const { knownHours: known } = reading;
  const day = await reading.read("operations", (db, elapsed) => sumDay(db, { filter, window, known, elapsed }));
  if (day === null) return hour;
  return [...hour, ...measureGroups({ rows: day, by: [byBrand], isLabelled, measure: measureDay })];
}

function measureHour(group: readonly OperationSum[]): Values {
  return { operation_success_rate: percentage(completedOf(group), finishedOf(group)) };
}

function measureDay(group: readonly OperationSum[]): Values {
  return {
    operation_error_rate_24h: percentage(failedOf(group), finishedOf(group)),
    operation_count_24h: finishedOf(group),
  };
}

const completedOf = (group: readonly OperationSum[]) => sumBy(group, ({ completed }) => completed);
const failedOf = (group: readonly OperationSum[]) => sumBy(group, ({ failed }) => failed);
const finishedOf = (group: readonly OperationSum[]) => completedOf(group) + failedOf(group);
