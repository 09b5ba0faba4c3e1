import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScope } from "./in-scope";
import { within } from "./slice";

const Count = z.object({ count: z.number() });

/** Bets of the window, failed ones aside, whose player was shut out at that instant by self-exclusion or cooling off. */
export async function countExcludedBets(db: Queryable, filter: BrandFilter, window: Interval): Promise<number> {
  const from = sql`${window.from.toISOString()}::timestamptz`;
  const [row] = await readRows(
    db,
    Count,
    sql`
      with excluded as materialized (
        select player_id, created_at as begins_at, coalesce(ends_at, 'infinity'::timestamptz) as ends_at
        from platform.compliance_events
        where type in ('self_exclusion', 'cooling_off') and (ends_at is null or ends_at > ${from})
          and created_at < ${window.to.toISOString()}::timestamptz
      )
      select count(*)::int as count from platform.transactions t
      where ${within(window, sql`t.created_at`)} and t.type = 'bet' and t.status <> 'failed' and ${inScope(filter, sql`t.brand`)}
        and exists (
          select from excluded e
          where e.player_id = t.player_id and e.begins_at <= t.created_at and t.created_at < e.ends_at
        )`,
  );
  return row?.count ?? 0;
}
