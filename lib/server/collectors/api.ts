import "server-only";
import { listLatencyPercentiles } from "@/db/queries/platform/performance-metrics";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { type Figure, figuresOf } from "./figure";
import type { Reading } from "./reading";

/** The 99th percentile of the platform's API calls of the last five minutes. */
export async function collectApi(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const window = windowOf(METRICS.api_latency_p99.window, { at, zone: reporting.zone });
  const rows = await reading.read("performance_metrics", (db) =>
    listLatencyPercentiles(db, filter, { window, byBrand: isLabelled }),
  );
  return (rows ?? []).flatMap(({ brand, isWhole, p99 }) => {
    if (isWhole) return figuresOf({ api_latency_p99: p99 }, {});
    return brand === null ? [] : figuresOf({ api_latency_p99: p99 }, { brand });
  });
}
