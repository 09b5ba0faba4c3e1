import "server-only";
import {
  dropPartition,
  lastAuditIdBefore,
  listEndedPartitions,
  removeBatch,
  removeOldFeedEvents,
  savePurgeRun,
  summarizeTime,
} from "@/db/queries/retention";
import { invariant } from "@/lib/kernel/errors";
import { planPurge, retentionWarning } from "@/lib/retention/plan";
import { PURGE_TARGETS, type Purge, type PurgeTarget, type RetentionDays } from "@/lib/retention/schema";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { retentionDays } from "@/lib/server/retention-days";

/** The tables to go over, in order; says so where metrics are kept for less than is expected. */
export async function planHistoryPurge(ctx: Context): Promise<PurgeTarget[]> {
  const warning = retentionWarning(retentionDays());
  if (warning !== null) ctx.log.warn(warning);
  return [...PURGE_TARGETS];
}

interface PurgeSettings {
  days: RetentionDays;
  /** EVENT_STREAM_HISTORY_SIZE. */
  feedEvents: number;
}

/** Purges one table by its period and keeps a row of it. Nothing younger goes. @returns how many rows went. */
export async function purgeTarget(
  ctx: Context,
  target: PurgeTarget,
  settings: PurgeSettings = { days: retentionDays(), feedEvents: env().EVENT_STREAM_HISTORY_SIZE },
): Promise<number> {
  const now = ctx.now();
  const purge = planPurge(settings, now).find((planned) => planned.target === target);
  invariant(purge !== undefined, `no purge is planned for ${target}`);
  const anchor = target === "audit_events" ? await lastAuditIdBefore(ctx.db, purge.before) : null;
  const removed = await remove(ctx, purge);
  const details = anchor === null ? {} : { lastRemovedId: anchor };
  await savePurgeRun(ctx.db, { at: now, table: target, before: purge.before, removed, details });
  return removed;
}

async function remove(ctx: Context, purge: Purge): Promise<number> {
  switch (purge.by) {
    case "partitions":
      return dropPartitions(ctx, purge);
    case "rows":
      if (purge.target === "metric_rollups_1m" || purge.target === "metric_rollups_1h") {
        await summarizeTime(ctx.db, purge.target);
      }
      return removeAll(() => removeBatch(ctx.db, purge));
    case "newest":
      return removeAll(() => removeOldFeedEvents(ctx.db, purge.keep ?? 0));
  }
}

async function dropPartitions(ctx: Context, purge: Purge): Promise<number> {
  let removed = 0;
  for (const { name } of await listEndedPartitions(ctx.db, purge)) removed += await dropPartition(ctx.db, name);
  return removed;
}

/** Each batch is a transaction of its own, so that on the embedded database others are answered in between. */
async function removeAll(removeOne: () => Promise<{ removed: number; isLast: boolean }>): Promise<number> {
  for (let total = 0; ; ) {
    const { removed, isLast } = await removeOne();
    total += removed;
    if (isLast) return total;
  }
}
