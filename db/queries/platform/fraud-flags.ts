import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { CRITICAL_FRAUD_SCORE } from "@/lib/metrics/catalogue";
import { type BrandFilter, inScope } from "./in-scope";
import { within } from "./slice";

const FlagSum = z.object({ brand: z.string(), count: z.number(), critical: z.number(), score: z.number() });
export type FlagSum = z.infer<typeof FlagSum>;

/** Fraud flags raised in the window, by brand; `score` is their sum. */
export function sumFraudFlags(db: Queryable, filter: BrandFilter, window: Interval): Promise<FlagSum[]> {
  return readRows(
    db,
    FlagSum,
    sql`
      select brand, count(*)::int as count,
        (count(*) filter (where score > ${CRITICAL_FRAUD_SCORE}))::int as critical,
        sum(score)::float8 as score
      from platform.fraud_flags
      where ${within(window)} and ${inScope(filter)}
      group by brand`,
  );
}
