import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import { type MoneyAsked, QUARTER } from "./money";

export const QuarterOfPlay = z.object({
  brand: z.string(),
  currency: z.string(),
  /** Start of the quarter of an hour, and its local day, whose rate converts it. */
  at: z.coerce.date(),
  day: z.string(),
  bets: z.string(),
  payouts: z.string(),
});
/** Completed bets and payouts of one brand and currency in a quarter of an hour. */
export type QuarterOfPlay = z.infer<typeof QuarterOfPlay>;

/** Bets and payouts of a window by brand, currency and quarter of an hour. */
export function listQuartersOfPlay(
  db: Queryable,
  filter: BrandFilter,
  { zone, ...window }: MoneyAsked,
): Promise<QuarterOfPlay[]> {
  return readRows(
    db,
    QuarterOfPlay,
    sql`
      select brand, currency, at, (at at time zone ${zone})::date::text as day, bets::text, payouts::text from (
        select brand, currency, ${QUARTER} as at, coalesce(sum(amount) filter (where type = 'bet'), 0) as bets,
          coalesce(sum(amount) filter (where type = 'payout'), 0) as payouts
        from platform.transactions
        where ${inScope(filter)} and type in ('bet', 'payout') and status = 'completed' and ${within(window)}
        group by 1, 2, 3
      ) quarters`,
  );
}
