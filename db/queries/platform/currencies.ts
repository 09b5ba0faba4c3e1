import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScope } from "./in-scope";
import { within } from "./slice";

const Row = z.object({ currency: z.string() });

/** The currencies of the transactions and payments of a window, whatever became of them. */
export async function listCurrencies(db: Queryable, filter: BrandFilter, window: Interval): Promise<string[]> {
  const rows = sql`${inScope(filter)} and ${within(window)}`;
  const found = await readRows(
    db,
    Row,
    sql`
      select distinct currency from platform.transactions where ${rows}
      union
      select distinct currency from platform.payments where ${rows}`,
  );
  return found.map(({ currency }) => currency);
}

/** The currency of the transaction or payment nearest to an instant, one before it first; for a scope that is quiet there. */
export async function nearestCurrency(db: Queryable, filter: BrandFilter, at: Date): Promise<string | null> {
  const before = sql`where ${inScope(filter)} and created_at < ${at} order by created_at desc limit 1`;
  const after = sql`where ${inScope(filter)} and created_at >= ${at} order by created_at limit 1`;
  const [nearest] = await readRows(
    db,
    Row,
    sql`
      select currency from (
        (select currency, created_at from platform.transactions ${before})
        union all
        (select currency, created_at from platform.payments ${before})
        union all
        (select currency, created_at from platform.transactions ${after})
        union all
        (select currency, created_at from platform.payments ${after})
      ) near
      order by created_at >= ${at}, abs(extract(epoch from created_at - ${at}::timestamptz)) limit 1`,
  );
  return nearest?.currency ?? null;
}
