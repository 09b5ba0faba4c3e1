import { isAllowed } from "@/lib/access/permissions";
import type { Actor } from "@/lib/access/schema";

/** Why rules can only be read; null where they may be changed. */
export function lockedFor(actor: Actor): string | null {
  return isAllowed(actor, "house:admin") ? null : "Only admins may change rules";
}

/** Why no back-test can be run; null where one can: it changes no rule, and costs the house some computing. */
export function backTestLockedFor(actor: Actor): string | null {
  return isAllowed(actor, "alerts:act") ? null : "Only those who act on alerts may run a back-test";
}
