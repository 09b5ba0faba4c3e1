import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { purgeRuns } from "@/db/schema";
import { invariant } from "@/lib/kernel/errors";
import type { Purge, PurgeTarget } from "@/lib/retention/schema";
import { readRows } from "./read-rows";

interface RowTarget {
  table: string;
  /** Compared with the purge's instant. */
  column: string;
  /** Of those, only rows that are done with. */
  only?: string;
  /** Rows a statement removes at most; fewer where each takes others with it. */
  batch?: number;
}

const BATCH_SIZE = 5_000;

/** Only names of ours: nothing a caller wrote reaches `sql.raw`. */
const ROW_TARGETS: Partial<Record<PurgeTarget, RowTarget>> = {
  metric_rollups_1m: { table: "metric_rollups_1m", column: "at" },
  metric_rollups_1h: { table: "metric_rollups_1h", column: "at" },
  alerts: { table: "alerts", column: "triggered_at", only: "status = 'resolved'", batch: 500 },
  alert_groups: { table: "alert_groups", column: "closed_at" },
  measure_runs: { table: "measure_runs", column: "created_at" },
  skipped_notifications: { table: "notifications", column: "created_at", only: "status = 'skipped'" },
  delivery_attempts: { table: "delivery_attempts", column: "at" },
  notices: { table: "notices", column: "created_at", only: "status in ('delivered', 'failed')" },
  drills: { table: "drills", column: "at" },
  error_logs: { table: "error_logs", column: "at" },
  audit_events: { table: "audit_events", column: "at" },
  health_checks: { table: "health_checks", column: "checked_at" },
  back_tests: { table: "back_tests", column: "finished_at" },
  performance_metrics: { table: "performance_metrics", column: "at" },
  compliance_events: { table: "compliance_events", column: "at" },
  risk_scores_history: { table: "risk_scores_history", column: "at" },
  outbox: { table: "outbox", column: "sent_at" },
  occasions: { table: "occasions", column: "decided_at" },
  engine_runs: { table: "engine_runs", column: "ended_at", batch: 200 },
  engine_events: { table: "engine_events", column: "created_at", only: "matched_at is not null" },
  engine_keys: { table: "engine_keys", column: '"until"' },
  sign_in_failures: { table: "sign_in_failures", column: "at" },
};

const Counted = z.object({ removed: z.number() });

/** Removes one batch of rows older than `before`. @returns how many; fewer than `batch` when none is left. */
export async function removeBatch(
  db: Queryable,
  { target, before }: Purge,
): Promise<{ removed: number; isLast: boolean }> {
  const found = ROW_TARGETS[target];
  invariant(found !== undefined, `${target} is not purged by rows`);
  const { table, column, only = "true", batch = BATCH_SIZE } = found;
  const removed = await countRemoved(
    db,
    sql`delete from ${sql.raw(table)} where ctid in (
      select ctid from ${sql.raw(table)}
      where ${sql.raw(column)} < ${before.toISOString()}::timestamptz and ${sql.raw(only)} limit ${batch}
    )`,
  );
  return { removed, isLast: removed < batch };
}

/** Removes one batch of feed events beyond the newest `keep`. */
export async function removeOldFeedEvents(db: Queryable, keep: number): Promise<{ removed: number; isLast: boolean }> {
  const removed = await countRemoved(
    db,
    sql`delete from feed_events where id in (
      select id from feed_events
      where id <= (select id from feed_events order by id desc offset ${keep} limit 1) order by id limit ${BATCH_SIZE}
    )`,
  );
  return { removed, isLast: removed < BATCH_SIZE };
}

async function countRemoved(db: Queryable, statement: SQL): Promise<number> {
  const [row] = await readRows(
    db,
    Counted,
    sql`with removed as (${statement} returning 1) select count(*)::int as removed from removed`,
  );
  return row?.removed ?? 0;
}

/**
 * Brings the small index on a rollup's time up to date. The embedded database has no vacuum to do it, and without it a
 * purge reads the whole table to find that nothing is old.
 */
export async function summarizeTime(db: Queryable, target: "metric_rollups_1m" | "metric_rollups_1h"): Promise<void> {
  await db.execute(sql`select brin_summarize_new_values(${`${target}_at`}::regclass)`);
}

const PartitionRow = z.object({ name: z.string(), end: z.number() });

/** The partitions of a table that end by an instant: nothing in them is younger. */
export function listEndedPartitions(db: Queryable, { target, before }: Purge): Promise<z.infer<typeof PartitionRow>[]> {
  return readRows(
    db,
    PartitionRow,
    sql`
      select name, (extract(epoch from ends_at) * 1000)::float8 as end from (
        select c.relname as name,
          substring(pg_get_expr(c.relpartbound, c.oid) from $$TO \\('([^']+)'\\)$$)::timestamptz as ends_at
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = ${target}::regclass
      ) p
      where ends_at <= ${before.toISOString()}::timestamptz
      order by ends_at`,
  );
}

/** Drops one partition whole. @returns how many rows went with it. */
export async function dropPartition(db: Queryable, name: string): Promise<number> {
  const table = sql.identifier(name);
  const [row] = await readRows(db, Counted, sql`select count(*)::int as removed from ${table}`);
  await db.execute(sql`drop table ${table}`);
  return row?.removed ?? 0;
}

const LastId = z.object({ id: z.number().nullable() });

/** The number of the last audit event a purge removes: where the chain begins afterwards. */
export async function lastAuditIdBefore(db: Queryable, before: Date): Promise<number | null> {
  const [row] = await readRows(
    db,
    LastId,
    sql`select max(id)::float8 as id from audit_events where at < ${before.toISOString()}::timestamptz`,
  );
  return row?.id ?? null;
}

export async function savePurgeRun(db: Queryable, run: typeof purgeRuns.$inferInsert): Promise<void> {
  await db.insert(purgeRuns).values(run);
}
