import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";

export const MoneySum = z.object({
  figure: z.enum(["bet", "payout", "bonus", "deposit", "withdrawal"]),
  currency: z.string(),
  /** Local day, whose rate converts it. */
  day: z.string(),
  amount: z.string(),
});
export type MoneySum = z.infer<typeof MoneySum>;

/** A window, and the zone whose calendar gives each amount its day. */
export interface MoneyAsked extends Interval {
  zone: string;
}

/** A row's quarter of an hour: every zone changes its day on one, and telling a day by zone is dear for each row. */
export const QUARTER = sql`date_bin('15 minutes', created_at, '2000-01-01Z')`;

/** Sums of the completed payments of a window by direction, currency and local day. */
export function sumPayments(db: Queryable, filter: BrandFilter, { zone, ...window }: MoneyAsked): Promise<MoneySum[]> {
  return readRows(
    db,
    MoneySum,
    sql`
      select direction as figure, currency, (quarter at time zone ${zone})::date::text as day, sum(amount)::text as amount
      from (
        select direction, currency, ${QUARTER} as quarter, sum(amount) as amount from platform.payments
        where ${inScope(filter)} and status = 'completed' and direction in ('deposit', 'withdrawal') and ${within(window)}
        group by 1, 2, 3
      ) quarters
      group by 1, 2, 3`,
  );
}
