import { isAllowed } from "@/lib/access/permissions";
import type { Actor } from "@/lib/access/schema";

/** The page of all that was decided about a recipient; undefined where there is none, or the reader may not see it. */
export function personHref(recipient: string, actor: Actor | undefined): string | undefined {
  const id = /^account:(\d+)$/.exec(recipient)?.[1];
  if (id === undefined || actor === undefined) return undefined;
  const isOwn = actor.kind === "account" && String(actor.id) === id;
  return isOwn || isAllowed(actor, "house:admin", "read") ? `/people/${id}` : undefined;
}
