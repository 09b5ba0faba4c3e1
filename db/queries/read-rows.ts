import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";

/**
 * Rows of a hand-written query, each held against its schema: an operator's view may answer with anything.
 * @throws ZodError naming the column that is not what the contract says.
 */
export async function readRows<Row extends z.ZodType>(db: Queryable, row: Row, query: SQL): Promise<z.infer<Row>[]> {
  const { rows } = await db.execute(query);
  return z.array(row).parse(rows);
}
