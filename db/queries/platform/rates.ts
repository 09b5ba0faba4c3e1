import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { DatedRate } from "@/lib/kernel/exchange";

interface RatesAsked {
  /** The reporting currency: what one unit of another is worth in. */
  quote: string;
  /** Calendar days, `2026-11-20`, both included. */
  firstDay: string;
  lastDay: string;
}

const Rate = z.object({ day: z.string(), currency: z.string(), rate: z.string() });

/** Every rate into the reporting currency of these days, from view platform.exchange_rates. */
export function listRates(db: Queryable, { quote, firstDay, lastDay }: RatesAsked): Promise<DatedRate[]> {
  return readRows(
    db,
    Rate,
    sql`
      select day::text as day, currency, rate::text as rate from platform.exchange_rates
      where quote = ${quote} and day between ${firstDay}::date and ${lastDay}::date`,
  );
}
