import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScope } from "./in-scope";
import { within } from "./slice";

const OperationSum = z.object({ brand: z.string(), completed: z.number(), failed: z.number() });
/** What became of a brand's operations: wallet transactions and payments. */
export type OperationSum = z.infer<typeof OperationSum>;

/** Operations created in the window, by brand. */
export function sumOperations(db: Queryable, filter: BrandFilter, window: Interval): Promise<OperationSum[]> {
  const counts = sql`
    brand, count(*) filter (where status = 'completed') as completed, count(*) filter (where status = 'failed') as failed`;
  const rows = sql`where ${within(window)} and ${inScope(filter)} group by brand`;
  return readRows(
    db,
    OperationSum,
    sql`
      select brand, sum(completed)::int as completed, sum(failed)::int as failed from (
        select ${counts} from platform.transactions ${rows}
        union all
        select ${counts} from platform.payments ${rows}
      ) o
      group by brand`,
  );
}
