import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScopeOrHouse } from "./in-scope";
import { within } from "./slice";

const CallSum = z.object({
  brand: z.string().nullable(),
  /** The row over all calls, whatever their brand. */
  isWhole: z.boolean(),
  /** Of the later part of the window: 99th percentile, calls, and those answered with a status of 500 and above. */
  p99: z.number().nullable(),
  count: z.number(),
  failed: z.number(),
  /** Over the whole window. */
  meanMs: z.number().nullable(),
});
export type CallSum = z.infer<typeof CallSum>;

interface CallWindows {
  window: Interval;
  /** From when on calls also count as late ones; inside the window. */
  latelyFrom: Date;
  byBrand: boolean;
}

/** API calls of the window: over all, and by brand where that is asked for. */
export function sumCalls(
  db: Queryable,
  filter: BrandFilter,
  { window, latelyFrom, byBrand }: CallWindows,
): Promise<CallSum[]> {
  const groups = byBrand ? sql`group by grouping sets ((), (brand))` : sql``;
  const brand = byBrand ? sql`brand, (grouping(brand) = 1)` : sql`null::text as brand, true`;
  const lately = sql`created_at >= ${latelyFrom.toISOString()}::timestamptz`;
  return readRows(
    db,
    CallSum,
    sql`
      select ${brand} as "isWhole",
        (percentile_cont(0.99) within group (order by duration_ms) filter (where ${lately}))::float8 as p99,
        (count(*) filter (where ${lately}))::int as count,
        (count(*) filter (where ${lately} and status_code >= 500))::int as failed,
        avg(duration_ms)::float8 as "meanMs"
      from platform.performance_metrics
      where ${within(window)} and ${inScopeOrHouse(filter)}
      ${groups}`,
  );
}
