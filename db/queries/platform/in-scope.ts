import { type SQL, sql } from "drizzle-orm";
import { brandsOf, type Scope } from "@/lib/kernel/scope";

/** Which rows a caller asks for: one brand, or (without) all he may see. */
export interface BrandFilter {
  scope: Scope;
  brand?: string | undefined;
}

/** The condition on a `brand` column that is never null. Unqualified unless a column is handed in. */
export function inScope({ scope, brand }: BrandFilter, column: SQL = sql`brand`): SQL {
  const brands = brandsOf(scope, brand);
  if (brands === null) return sql`true`;
  const [only, ...others] = brands;
  if (only === undefined) return sql`false`;
  return others.length === 0 ? sql`${column} = ${only}` : sql`${column} = any(${sql.param(brands)}::text[])`;
}

/** The same where a row may belong to no brand: the house's own are seen by all who did not ask for one brand. */
export function inScopeOrHouse(filter: BrandFilter, column: SQL = sql`brand`): SQL {
  if (filter.brand !== undefined) return inScope(filter, column);
  return sql`(${column} is null or ${inScope(filter, column)})`;
}
