import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { brandsOf, type Scope } from "@/lib/kernel/scope";
import { readRows } from "./read-rows";

const BrandRow = z.object({ brand: z.string() });

/** Keys of the brands in scope that a figure was ever kept of, by name. */
export async function listBrands(db: Queryable, scope: Scope): Promise<string[]> {
  const brands = brandsOf(scope);
  const rows = await readRows(
    db,
    BrandRow,
    sql`select distinct labels ->> 'brand' as brand from metric_series
      where labels ? 'brand' and (${brands === null} or labels ->> 'brand' = any(${sql.param(brands ?? [])}::text[]))
      order by brand`,
  );
  return rows.map(({ brand }) => brand);
}
