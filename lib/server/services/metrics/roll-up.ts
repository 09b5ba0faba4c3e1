import "server-only";
import { ensureNotificationPartitions, ensureSamplePartitions, PARTITIONS_AHEAD_MS } from "@/db/partitions";
import { firstSampleFrom, newestRolledMinute, rollHours, rollMinutes } from "@/db/queries/roll-ups";
import { addMs, floorTo, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";

/** Samples that come so late are still rolled up: every run does these minutes again. */
export const LATE_MS = 10 * MINUTE_MS;
/** What one transaction rolls: a few hundred series stay under 5,000 rows. */
const CHUNK_MS = 10 * MINUTE_MS;
const EPOCH = new Date(0);

export interface RolledUp {
  /** Transactions of ten minutes each that were rolled. */
  chunks: number;
  /** Hours that were rolled. */
  hours: number;
}

/**
 * Rolls samples into minutes that are over, and minutes into hours, from ten minutes ago or from where the last run
 * stopped. Doing it again changes nothing. Makes the partitions of the days to come.
 */
export async function rollUpMetrics(ctx: Context): Promise<RolledUp> {
  const now = ctx.now();
  const ahead = { from: now, to: addMs(now, PARTITIONS_AHEAD_MS) };
  await ensureSamplePartitions(ctx.db, ahead);
  await ensureNotificationPartitions(ctx.db, ahead);
  const hours = new Set<number>();
  let chunks = 0;
  const end = floorTo(now, MINUTE_MS);
  for (let from = await startFrom(ctx, now); from !== null && from < end; ) {
    const chunk = { from, to: new Date(Math.min(from.getTime() + CHUNK_MS, end.getTime())) };
    await ctx.unit((unit) => rollMinutes(unit.db, chunk));
    chunks += 1;
    hours.add(floorTo(chunk.from, HOUR_MS).getTime()).add(floorTo(addMs(chunk.to, -1), HOUR_MS).getTime());
    from = await nextFrom(ctx, chunk.to);
  }
  for (const hour of hours) {
    const at = new Date(hour);
    await ctx.unit((unit) => rollHours(unit.db, { from: at, to: addMs(at, HOUR_MS) }));
  }
  return { chunks, hours: hours.size };
}

/** The first minute to roll: ten minutes ago, or earlier where a run was missed. */
async function startFrom(ctx: Context, now: Date): Promise<Date | null> {
  const late = floorTo(addMs(now, -LATE_MS), MINUTE_MS);
  const rolled = (await newestRolledMinute(ctx.db)) ?? EPOCH;
  return nextFrom(ctx, rolled < late ? rolled : late);
}

/** Times without samples are jumped over. */
async function nextFrom(ctx: Context, at: Date): Promise<Date | null> {
  const sampleAt = await firstSampleFrom(ctx.db, at);
  return sampleAt && floorTo(sampleAt, MINUTE_MS);
}
