import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";

const Outcomes = z.object({ count: z.number(), completed: z.number(), failed: z.number() });
export type Outcomes = z.infer<typeof Outcomes>;

const NONE: Outcomes = { count: 0, completed: 0, failed: 0 };

/** How the transactions, or the payments, of a window ended. */
export async function countOutcomes(
  db: Queryable,
  filter: BrandFilter,
  { of, ...window }: Interval & { of: "transactions" | "payments" },
): Promise<Outcomes> {
  const [outcomes = NONE] = await readRows(
    db,
    Outcomes,
    sql`
      select count(*)::int as count, (count(*) filter (where status = 'completed'))::int as completed,
        (count(*) filter (where status = 'failed'))::int as failed
      from ${of === "payments" ? sql`platform.payments` : sql`platform.transactions`}
      where ${inScope(filter)} and ${within(window)}`,
  );
  return outcomes;
}

const FraudCounts = z.object({
  flags: z.number(),
  avgScore: z.number().nullable(),
  unresolved: z.number(),
  backlog: z.number(),
});
export type FraudCounts = z.infer<typeof FraudCounts>;

/** Flags of a window, the unresolved of these, and all unresolved, as of the window's end: what was resolved later was open then. */
export async function countFraud(db: Queryable, filter: BrandFilter, window: Interval): Promise<FraudCounts> {
  const brands = inScope(filter);
  const open = sql`(status <> 'resolved' or resolved_at >= ${window.to})`;
  const [counts = { flags: 0, avgScore: null, unresolved: 0, backlog: 0 }] = await readRows(
    db,
    FraudCounts,
    sql`
      select count(*)::int as flags, avg(score)::float8 as "avgScore", (count(*) filter (where ${open}))::int as unresolved,
        (select count(*) from platform.fraud_flags where ${brands} and created_at < ${window.to} and ${open})::int as backlog
      from platform.fraud_flags where ${brands} and ${within(window)}`,
  );
  return counts;
}

/** Players excluded at `at`: until a later instant, or by themselves without an end. */
export async function countExcluded(db: Queryable, filter: BrandFilter, at: Date): Promise<number> {
  const [row] = await readRows(
    db,
    z.object({ count: z.number() }),
    sql`
      select count(*)::int as count from platform.players
      where ${inScope(filter)} and created_at < ${at}
        and (excluded_until > ${at} or (status = 'self_excluded' and excluded_until is null))`,
  );
  return row?.count ?? 0;
}
