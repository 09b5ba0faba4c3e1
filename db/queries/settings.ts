import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Queryable } from "@/db/client";
import { settings } from "@/db/schema";

/** What an admin changed at run time; undefined where he did not, so that the environment's or the default counts. */
export async function findSetting<Value extends z.ZodType>(
  db: Queryable,
  key: string,
  schema: Value,
): Promise<z.infer<Value> | undefined> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return row === undefined ? undefined : schema.parse(row.value);
}
