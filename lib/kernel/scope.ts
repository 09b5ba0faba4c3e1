declare const granted: unique symbol;

/**
 * The brands a caller may see. A query demands one, so forgetting the gate is a type error.
 * Cast in one place only, `lib/server/context.ts` (and once in `db/test-database.ts`).
 */
export type Scope = { readonly brands: readonly string[] | "all" } & { readonly [granted]: true };

/** Whether the scope holds a row of this brand. Rows of no brand are the house's own and seen by all. */
export function isInScope(scope: Scope, brand: string | null): boolean {
  return scope.brands === "all" || brand === null || scope.brands.includes(brand);
}

/** The brands to ask the database for: `null` means every brand, an empty list none. */
export function brandsOf(scope: Scope, brand?: string): readonly string[] | null {
  if (brand !== undefined) return isInScope(scope, brand) ? [brand] : [];
  return scope.brands === "all" ? null : scope.brands;
}
