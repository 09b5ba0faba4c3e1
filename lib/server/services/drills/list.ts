import "server-only";
import { listDrills, listDrillsOf, markSeen } from "@/db/queries/drills";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { latestDrills } from "@/lib/on-call/drill";
import { type DrillWire, drillToWire, type Reachability } from "@/lib/on-call/drill-wire";
import { PERSONAL_CHANNELS } from "@/lib/preferences/schema";
import type { Context } from "@/lib/server/context";
import { listCallable } from "@/lib/server/services/on-call/list-callable";
import { ownAccountId } from "@/lib/server/services/preferences/own-account";

/** Four drills and a week: what is older says nothing about today. */
export const DRILL_MEMORY_MS = 35 * DAY_MS;

/** The caller's own last drill by each channel. */
export async function readOwnDrills(ctx: Context): Promise<DrillWire[]> {
  const now = ctx.now();
  const drills = await listDrillsOf(ctx.db, ownAccountId(ctx), addMs(now, -DRILL_MEMORY_MS));
  return latestDrills(drills)
    .sort((a, b) => PERSONAL_CHANNELS.indexOf(a.channel) - PERSONAL_CHANNELS.indexOf(b.channel))
    .map((drill) => drillToWire(drill, now));
}

/** Marks drills of the caller as looked at. What is left of them is answered. */
export async function seeDrills(ctx: Context, ids: readonly number[]): Promise<DrillWire[]> {
  await ctx.unit(async (unit) => {
    const accountId = ownAccountId(unit);
    const seen = await markSeen(unit.db, { accountId, ids, at: unit.now() });
    for (const drill of seen) {
      unit.tell.audit({
        action: "drill/seen",
        subject: `drill:${drill.id}`,
        details: { channel: drill.channel, before: { seen_at: null }, after: { seen_at: drill.seenAt?.toISOString() } },
      });
    }
  });
  return readOwnDrills(ctx);
}

/** Everybody who can be on call with the last drill by each channel; those nobody could test have none. */
export async function readReachability(ctx: Context): Promise<Reachability[]> {
  const now = ctx.now();
  const drills = latestDrills(await listDrills(ctx.db, addMs(now, -DRILL_MEMORY_MS)));
  return (await listCallable(ctx)).map(({ id, name }) => ({
    account_id: id,
    name,
    drills: drills.filter(({ accountId }) => accountId === id).map((drill) => drillToWire(drill, now)),
  }));
}
