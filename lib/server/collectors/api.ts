import "server-only";
import { type CallSum, sumCalls } from "@/db/queries/platform/performance-metrics";
import { percentage } from "@/lib/metrics/aggregate";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { type Figure, figuresOf, type Values } from "./figure";
import type { Reading } from "./reading";

/** The platform's API calls: 99th percentile, count and error rate of five minutes, average of an hour. */
export async function collectApi(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const { zone } = reporting;
  const window = windowOf(METRICS.api_response_time_avg.window, { at, zone });
  const latelyFrom = windowOf(METRICS.api_latency_p99.window, { at, zone }).from;
  const rows = await reading.read("performance_metrics", (db) =>
    sumCalls(db, filter, { window, latelyFrom, byBrand: isLabelled }),
  );
  return (rows ?? []).flatMap((row) => {
    if (row.isWhole) return figuresOf(valuesOf(row), {});
    return row.brand === null ? [] : figuresOf(valuesOf(row), { brand: row.brand });
  });
}

function valuesOf({ p99, count, failed, meanMs }: CallSum): Values {
  return {
    api_latency_p99: p99,
    api_request_count: count,
    api_error_rate: percentage(failed, count),
    api_response_time_avg: meanMs,
  };
}
