import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";

const Age = z.object({ ms: z.number() });

/** How long the database has been up, in ms: for the embedded one, since it was started. */
export async function databaseAgeMs(db: Queryable): Promise<number> {
  const answer = await db.execute(
    sql`select (extract(epoch from clock_timestamp() - pg_postmaster_start_time()) * 1000)::float8 as ms`,
  );
  return Age.parse(answer.rows[0]).ms;
}
