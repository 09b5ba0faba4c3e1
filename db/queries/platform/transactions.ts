import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScope } from "./in-scope";
import { splitByDay, within } from "./slice";

const Row = z.object({
  brand: z.string(),
  currency: z.string(),
  isLaterDay: z.boolean(),
  count: z.number(),
  completed: z.number(),
  failed: z.number(),
  /** Completed amounts added up. */
  volume: z.string(),
});
export type TransactionSum = Omit<z.infer<typeof Row>, "isLaterDay"> & { day: string };

interface TransactionWindow {
  window: Interval;
  /** Of the calendar day an amount is converted on. */
  zone: string;
}

/** Transactions created in the window, by brand, currency and calendar day. */
export async function sumTransactions(
  db: Queryable,
  filter: BrandFilter,
  { window, zone }: TransactionWindow,
): Promise<TransactionSum[]> {
  const { isLaterDay, dayOf } = splitByDay(window, zone);
  const rows = await readRows(
    db,
    Row,
    sql`
      select brand, currency, "isLaterDay", count(*)::int as count,
        (count(*) filter (where status = 'completed'))::int as completed,
        (count(*) filter (where status = 'failed'))::int as failed,
        coalesce(sum(amount) filter (where status = 'completed'), 0)::text as volume
      from (
        select brand, currency, ${isLaterDay} as "isLaterDay", status, amount
        from platform.transactions
        where ${within(window)} and ${inScope(filter)}
      ) t
      group by brand, currency, "isLaterDay"`,
  );
  return rows.map(({ isLaterDay: isLater, ...row }) => ({ ...row, day: dayOf(isLater) }));
}
