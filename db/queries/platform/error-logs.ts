import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScopeOrHouse } from "./in-scope";
import { within } from "./slice";

const ErrorSum = z.object({
  /** Of the later part of the window. */
  criticalLately: z.number(),
  authenticationFailures: z.number(),
  rateLimitViolations: z.number(),
  largeDataExports: z.number(),
  brandIsolationViolations: z.number(),
});
export type ErrorSum = z.infer<typeof ErrorSum>;

/** Logged errors of the window that rules ask for; `latelyFrom` lies inside it. */
export async function sumErrors(
  db: Queryable,
  filter: BrandFilter,
  { window, latelyFrom }: { window: Interval; latelyFrom: Date },
): Promise<ErrorSum | null> {
  const [sum = null] = await readRows(
    db,
    ErrorSum,
    sql`
      select
        (count(*) filter (where severity = 'critical' and created_at >= ${latelyFrom.toISOString()}::timestamptz))::int
          as "criticalLately",
        (count(*) filter (where type = 'authentication_failure'))::int as "authenticationFailures",
        (count(*) filter (where type = 'rate_limit_violation'))::int as "rateLimitViolations",
        (count(*) filter (where type = 'large_data_export'))::int as "largeDataExports",
        (count(*) filter (where type = 'brand_isolation_violation'))::int as "brandIsolationViolations"
      from platform.error_logs
      where ${within(window)} and ${inScopeOrHouse(filter)}`,
  );
  return sum;
}
