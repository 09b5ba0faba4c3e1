import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScopeOrHouse } from "./in-scope";
import { within } from "./slice";

const CacheSum = z.object({ brand: z.string().nullable(), hits: z.number(), misses: z.number() });
export type CacheSum = z.infer<typeof CacheSum>;

/** Cache hits and misses of the window, by brand; a shared cache has none. */
export function sumCacheStats(db: Queryable, filter: BrandFilter, window: Interval): Promise<CacheSum[]> {
  return readRows(
    db,
    CacheSum,
    sql`
      select brand, sum(hits)::float8 as hits, sum(misses)::float8 as misses
      from platform.cache_stats
      where ${within(window)} and ${inScopeOrHouse(filter)}
      group by brand`,
  );
}
