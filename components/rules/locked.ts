import { isAllowed } from "@/lib/access/permissions";
import { type Actor, limitOf } from "@/lib/access/schema";
import type { Matcher } from "@/lib/kernel/matchers";

/** Why a rule can only be read; null where it may be changed. An account limited to brands changes rules of one of these. */
export function lockedFor(actor: Actor, rule?: { matchers: readonly Matcher[] }): string | null {
  if (!isAllowed(actor, "brands:admin")) return "Only admins can change rules";
  const limit = limitOf(actor);
  if (limit === null || rule === undefined) return null;
  const isOwn = rule.matchers.some(
    ({ label, operator, value }) => label === "brand" && operator === "=" && limit.includes(value),
  );
  return isOwn ? null : "This rule is not confined to your brands: only an admin of all brands can change it";
}

/** Why no back-test can be run; null where one can: it changes no rule, and costs the house some computing. */
export function backTestLockedFor(actor: Actor): string | null {
  return isAllowed(actor, "alerts:act") ? null : "Only those who act on alerts may run a back-test";
}
