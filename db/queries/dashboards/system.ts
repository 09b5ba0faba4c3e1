import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope, inScopeOrHouse } from "@/db/queries/platform/in-scope";
import { readRows } from "@/db/queries/read-rows";

/** Players registered before `at`. */
export function countPlayers(db: Queryable, filter: BrandFilter, at: Date): Promise<number> {
  return count(db, sql`platform.players where ${inScope(filter)} and created_at < ${at}`);
}

/** Transactions of any state and age before `at`. */
export function countTransactions(db: Queryable, filter: BrandFilter, at: Date): Promise<number> {
  return count(db, sql`platform.transactions where ${inScope(filter)} and created_at < ${at}`);
}

/** Audit events before `at`; those of no brand are the house's. */
export function countAuditEvents(db: Queryable, filter: BrandFilter, at: Date): Promise<number> {
  return count(db, sql`audit_events where ${inScopeOrHouse(filter)} and at < ${at}`);
}

async function count(db: Queryable, rows: SQL): Promise<number> {
  const [row] = await readRows(db, z.object({ count: z.number() }), sql`select count(*)::int as count from ${rows}`);
  return row?.count ?? 0;
}

/** Share of stored health checks that were not overall critical, in %, since the first; `null` before it. */
export async function readUptime(db: Queryable): Promise<number | null> {
  const [row] = await readRows(
    db,
    z.object({ uptime: z.number().nullable() }),
    sql`select (not_critical / nullif(checks, 0) * 100)::float8 as uptime from uptime_counts where service = 'overall'`,
  );
  return row?.uptime ?? null;
}
