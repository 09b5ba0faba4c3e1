import "server-only";
import { type CacheSum, sumCacheStats } from "@/db/queries/platform/cache-stats";
import { percentage } from "@/lib/metrics/aggregate";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { byBrand, type Figure, measureGroups, sumBy, type Values } from "./figure";
import type { Reading } from "./reading";

/** Share of the platform's reads of the last five minutes that its caches answered. */
export async function collectCache(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const window = windowOf(METRICS.cache_hit_rate.window, { at, zone: reporting.zone });
  const rows = await reading.read("cache_stats", (db) => sumCacheStats(db, filter, window));
  const measure = (group: readonly CacheSum[]): Values => {
    const hits = sumBy(group, (row) => row.hits);
    return { cache_hit_rate: percentage(hits, hits + sumBy(group, (row) => row.misses)) };
  };
  return rows === null ? [] : measureGroups({ rows, by: [byBrand], isLabelled, measure });
}
