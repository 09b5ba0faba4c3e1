import "server-only";
import { listRunning } from "@/db/queries/silences";
import type { Context } from "@/lib/server/context";
import { isReadable } from "@/lib/silences/brands-of";
import { hidesUntil } from "@/lib/silences/occurrences-of";

/** How many silences that the caller may see hide now. */
export async function countActive(ctx: Context): Promise<number> {
  const now = ctx.now();
  const running = await listRunning(ctx.db, now);
  return running.filter((silence) => isReadable(silence, ctx.scope) && hidesUntil(silence, now) !== null).length;
}
