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

/** Writes a setting, whatever it was. */
export async function saveSetting(db: Queryable, setting: typeof settings.$inferInsert): Promise<void> {
  const { value, updatedBy, updatedAt } = setting;
  await db
    .insert(settings)
    .values(setting)
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedBy, updatedAt } });
}
