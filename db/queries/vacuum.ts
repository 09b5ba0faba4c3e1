import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "./read-rows";

/** A larger table would keep everybody waiting for seconds, and is of rows that hardly change. */
const MOST_ROWS = 100_000;

const Churned = z.object({ schema: z.string(), table: z.string(), dead: z.number() });
export type Churned = z.infer<typeof Churned>;

/**
 * Tables with as many dead or changed rows as Postgres' autovacuum would act on: 50 and a fifth of those alive. The counts
 * are asked for first: the embedded database's one session puts them down once a second at most.
 */
export async function listChurned(db: Queryable): Promise<Churned[]> {
  await db.execute(sql`select pg_stat_force_next_flush()`);
  return readRows(
    db,
    Churned,
    sql`
      select schemaname as schema, relname as table, n_dead_tup::float8 as dead
      from pg_stat_user_tables
      where (n_dead_tup > 50 + 0.2 * n_live_tup or n_mod_since_analyze > 50 + 0.2 * n_live_tup)
        and n_live_tup < ${MOST_ROWS}
      order by n_dead_tup desc`,
  );
}

/** Gives back what dead rows hold and counts the table for the planner. Not inside a transaction. */
export async function vacuumTable(db: Queryable, { schema, table }: Pick<Churned, "schema" | "table">): Promise<void> {
  await db.execute(sql`vacuum (analyze) ${sql.identifier(schema)}.${sql.identifier(table)}`);
}
