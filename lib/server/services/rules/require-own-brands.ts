import "server-only";
import { AppError } from "@/lib/kernel/errors";
import type { Matcher } from "@/lib/kernel/matchers";
import type { Context } from "@/lib/server/context";
import { isMakeable } from "@/lib/silences/brands-of";

/**
 * Who is limited to brands may change rules of one of these only: those with a matcher that names it.
 * @throws AppError `forbidden` for a rule of several brands or of another one.
 */
export function requireOwnBrands({ scope }: Pick<Context, "scope">, rule: { matchers: readonly Matcher[] }): void {
  if (scope.brands === "all" || isMakeable({ matchers: [...rule.matchers] }, scope)) return;
  const example = `brand = ${scope.brands[0] ?? "aurora"}`;
  const message = `matchers: this rule is not confined to your brands. Your account can change rules with the matcher "${example}"; for others ask an admin of all brands.`;
  throw new AppError("forbidden", message, { field: "matchers" });
}
