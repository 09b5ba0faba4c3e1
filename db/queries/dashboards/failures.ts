import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";

const Failure = z.object({
  id: z.string(),
  /** `bet`, `payout`, `bonus`, `adjustment`, `deposit`, `withdrawal`. */
  kind: z.string(),
  brand: z.string(),
  playerId: z.string(),
  amount: z.string(),
  currency: z.string(),
  reason: z.string().nullable(),
  createdAt: z.coerce.date(),
});
/** A transaction or payment that failed. */
export type Failure = z.infer<typeof Failure>;

/** The newest failures of a window, transactions and payments together, newest first. */
export function listFailures(
  db: Queryable,
  filter: BrandFilter,
  { limit, ...window }: Interval & { limit: number },
): Promise<Failure[]> {
  const rows = sql`${inScope(filter)} and status = 'failed' and ${within(window)}`;
  const newest = sql`order by created_at desc, id desc limit ${limit}`;
  const columns = sql`brand, player_id, amount, currency, failure_reason, created_at`;
  return readRows(
    db,
    Failure,
    sql`
      select id, kind, brand, player_id as "playerId", amount::text, currency, failure_reason as reason, created_at as "createdAt"
      from (
        (select id, type as kind, ${columns} from platform.transactions where ${rows} ${newest})
        union all
        (select id, direction, ${columns} from platform.payments where ${rows} ${newest})
      ) failures
      ${newest}`,
  );
}
