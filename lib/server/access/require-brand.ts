import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { isInScope } from "@/lib/kernel/scope";
import type { Context } from "@/lib/server/context";

/**
 * For brands named in a body; those in a query are checked by `endpoint`.
 * @throws AppError `forbidden` when the caller may not see the brand.
 */
export function requireBrand(ctx: Pick<Context, "scope">, brand: string): void {
  if (isInScope(ctx.scope, brand)) return;
  throw new AppError("forbidden", `The brand ${brand} is not among those you may see.`, { field: "brand" });
}
