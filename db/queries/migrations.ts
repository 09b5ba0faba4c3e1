import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import { readRows } from "./read-rows";

const Latest = z.object({ latest: z.number().nullable() });

/** Whether every migration this release ships has been applied. @throws where the database does not answer. */
export async function isMigrated(db: Queryable): Promise<boolean> {
  const [row] = await readRows(
    db,
    Latest,
    sql`select max(created_at)::float8 as latest from drizzle.__drizzle_migrations`,
  );
  const wanted = Math.max(...journal.entries.map(({ when }) => when));
  return (row?.latest ?? 0) >= wanted;
}
