import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "./read-rows";

const Attempt = z.object({
  channel: z.string(),
  outcome: z.string(),
  durationMs: z.number(),
  at: z.number(),
  response: z.string().nullable(),
});

/** The last delivery attempt of each of these channels. */
export function listLastAttempts(db: Queryable, channels: readonly string[]): Promise<z.infer<typeof Attempt>[]> {
  return readRows(
    db,
    Attempt,
    sql`
      select c.channel, a.outcome, a.duration_ms as "durationMs", (extract(epoch from a.at) * 1000)::float8 as at, a.response
      from unnest(${sql.param([...channels])}::text[]) as c (channel)
      cross join lateral (
        select outcome, duration_ms, at, response from delivery_attempts d
        where d.channel = c.channel order by d.id desc limit 1
      ) a`,
  );
}

const Lag = z.object({ lagMs: z.number() });

/** How long the embedded executor's job that is due longest waits for a worker, in milliseconds; 0 where none does. */
export async function readJobLag(db: Queryable, now: Date): Promise<number> {
  const rows = await readRows(
    db,
    Lag,
    sql`
      select coalesce(extract(epoch from ${now.toISOString()}::timestamptz - min(run_at)) * 1000, 0)::float8 as "lagMs"
      from engine_jobs
      where run_at <= ${now.toISOString()}::timestamptz and leased_by is null`,
  );
  return rows[0]?.lagMs ?? 0;
}
