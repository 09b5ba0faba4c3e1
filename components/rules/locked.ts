import { isAllowed } from "@/lib/access/permissions";
import type { Actor } from "@/lib/access/schema";

/** Why rules can only be read; null where they may be changed. */
export function lockedFor(actor: Actor): string | null {
  return isAllowed(actor, "house:admin") ? null : "Only admins may change rules";
}
