import "server-only";
import { listUntold, type UntoldOccasion } from "@/db/queries/notifications";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";

/** The engine is given this long to plan an occasion by its event. */
const GRACE_MS = MINUTE_MS;

/** Occasions of the last day that were never planned, such as those of events lost with an engine. */
export async function findUntold(ctx: Context): Promise<UntoldOccasion[]> {
  const before = addMs(ctx.now(), -GRACE_MS);
  return listUntold(ctx.db, { from: addMs(before, -DAY_MS), before });
}
