import { isInScope, type Scope } from "@/lib/kernel/scope";
import type { Silence } from "./schema";

/** The one brand a silence is about; null when it may be about several. */
export function brandOf({ matchers }: Pick<Silence, "matchers">): string | null {
  return matchers.find(({ label, operator }) => label === "brand" && operator === "=")?.value ?? null;
}

/** Whether a caller may read of it: those about several brands are the house's. */
export function isReadable(silence: Pick<Silence, "matchers">, scope: Scope): boolean {
  return isInScope(scope, brandOf(silence));
}

/** Who sees some brands only may hide alerts of these only, one brand a silence. */
export function isMakeable(silence: Pick<Silence, "matchers">, scope: Scope): boolean {
  if (scope.brands === "all") return true;
  const brand = brandOf(silence);
  return brand !== null && scope.brands.includes(brand);
}
