import { and, eq, inArray } from "drizzle-orm";
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

/** The values of several settings as they are kept, by key; what no admin changed is not there. */
export async function findValues(db: Queryable, keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const rows = await db
    .select({ key: settings.key, value: settings.value })
    .from(settings)
    .where(inArray(settings.key, [...keys]));
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** Writes a setting, whatever it was. */
export async function saveSetting(db: Queryable, setting: typeof settings.$inferInsert): Promise<void> {
  const { value, updatedBy, updatedAt } = setting;
  await db
    .insert(settings)
    .values(setting)
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedBy, updatedAt } });
}

/** A setting with who changed it last, and when: the version of what was read. */
export interface SavedSetting<Value> {
  value: Value;
  updatedBy: string;
  updatedAt: Date;
}

/** As `findSetting`, with its version; null where no admin changed it. */
export async function findSavedSetting<Value extends z.ZodType>(
  db: Queryable,
  key: string,
  schema: Value,
): Promise<SavedSetting<z.infer<Value>> | null> {
  const [row] = await db.select().from(settings).where(eq(settings.key, key));
  return row === undefined ? null : { ...row, value: schema.parse(row.value) };
}

/** Writes a setting where it still is as `expected` says (null: absent); false where somebody else was first. */
export async function replaceSetting(
  db: Queryable,
  setting: typeof settings.$inferInsert & { updatedAt: Date },
  expected: Date | null,
): Promise<boolean> {
  const { key, value, updatedBy, updatedAt } = setting;
  const written =
    expected === null
      ? await db.insert(settings).values(setting).onConflictDoNothing().returning({ key: settings.key })
      : await db
          .update(settings)
          .set({ value, updatedBy, updatedAt })
          .where(and(eq(settings.key, key), eq(settings.updatedAt, expected)))
          .returning({ key: settings.key });
  return written.length > 0;
}

/** Takes a setting away, so that the default counts again. */
export async function removeSetting(db: Queryable, key: string): Promise<void> {
  await db.delete(settings).where(eq(settings.key, key));
}
