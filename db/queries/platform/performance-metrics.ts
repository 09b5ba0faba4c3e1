import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScopeOrHouse } from "./in-scope";
import { within } from "./slice";

const LatencyPercentile = z.object({
  brand: z.string().nullable(),
  /** The row over all calls, whatever their brand. */
  isWhole: z.boolean(),
  p99: z.number().nullable(),
});
export type LatencyPercentile = z.infer<typeof LatencyPercentile>;

/** The 99th percentile of API calls in the window: over all, and by brand where that is asked for. */
export function listLatencyPercentiles(
  db: Queryable,
  filter: BrandFilter,
  { window, byBrand }: { window: Interval; byBrand: boolean },
): Promise<LatencyPercentile[]> {
  const groups = byBrand ? sql`group by grouping sets ((), (brand))` : sql``;
  const brand = byBrand ? sql`brand, (grouping(brand) = 1)` : sql`null::text as brand, true`;
  return readRows(
    db,
    LatencyPercentile,
    sql`
      select ${brand} as "isWhole", (percentile_cont(0.99) within group (order by duration_ms))::float8 as p99
      from platform.performance_metrics
      where ${within(window)} and ${inScopeOrHouse(filter)}
      ${groups}`,
  );
}
