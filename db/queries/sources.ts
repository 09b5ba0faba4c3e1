import { sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { sourceStates } from "@/db/schema";
import type { SourceState } from "@/lib/metrics/sources";

/** How each source did the last time it was read; `collection` is the whole pass. */
export async function listSourceStates(db: Queryable): Promise<Map<string, SourceState>> {
  const rows = await db.select().from(sourceStates);
  return new Map(rows.map((row) => [row.source, { ...row, status: statusOf(row.status) }]));
}

export async function saveSourceStates(db: Queryable, states: readonly SourceState[]): Promise<void> {
  if (states.length === 0) return;
  await db
    .insert(sourceStates)
    .values([...states])
    .onConflictDoUpdate({
      target: sourceStates.source,
      set: {
        status: sql`excluded.status`,
        warning: sql`excluded.warning`,
        lastReadAt: sql`excluded.last_read_at`,
        lastOkAt: sql`excluded.last_ok_at`,
        lastDurationMs: sql`excluded.last_duration_ms`,
        skipUntil: sql`excluded.skip_until`,
      },
    });
}

function statusOf(status: string): SourceState["status"] {
  return status === "ok" || status === "missing" || status === "slow" ? status : "failed";
}
