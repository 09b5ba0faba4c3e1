import "server-only";
import { listSourceStates } from "@/db/queries/sources";
import { isTickPast, ticksOfMinute } from "@/lib/metrics/window";
import type { Context } from "@/lib/server/context";
import { countMissedTicks } from "@/lib/server/engine-status";
import { intervalMs } from "@/lib/server/figures";

/** The collections a run has to make; instants as ISO 8601, since the engine keeps them. */
export interface CollectionPlan {
  ticks: string[];
  /** Whether the first is due at once. */
  isFirstDue: boolean;
  /** Those of this minute that nobody made in time; none at a start, since nobody was there to make them. */
  skipped: number;
}

/** The ticks left of this minute: one already past is skipped and counted, one already collected is neither. */
export async function planCollection(ctx: Context, { of }: { of: "minute" | "start" }): Promise<CollectionPlan> {
  const now = ctx.now();
  const interval = intervalMs();
  const collectedAt = (await listSourceStates(ctx.db)).get("collection")?.lastReadAt ?? null;
  const open = ticksOfMinute(interval, now).filter((tick) => collectedAt === null || tick > collectedAt);
  const ticks = open.filter((tick) => !isTickPast(tick, interval, now));
  const skipped = of === "start" ? 0 : open.length - ticks.length;
  countMissedTicks(skipped);
  return {
    ticks: ticks.map((tick) => tick.toISOString()),
    isFirstDue: ticks[0] !== undefined && ticks[0] <= now,
    skipped,
  };
}
