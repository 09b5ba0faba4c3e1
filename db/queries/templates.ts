import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { messageTemplates } from "@/db/schema";
import type { SavedTemplate } from "@/lib/notifications/saved-template";

/** Every part that an admin wrote; of one channel where it is named. */
export async function listTemplates(db: Queryable, channel?: string): Promise<SavedTemplate[]> {
  return db
    .select()
    .from(messageTemplates)
    .where(channel === undefined ? undefined : eq(messageTemplates.channel, channel))
    .orderBy(asc(messageTemplates.channel), asc(messageTemplates.part));
}

/** Writes a part where it still is as `expected` says (null: built in); false where somebody else was first. */
export async function replaceTemplate(db: Queryable, template: SavedTemplate, expected: Date | null): Promise<boolean> {
  const { channel, part, body, updatedBy, updatedAt } = template;
  const written =
    expected === null
      ? await db.insert(messageTemplates).values(template).onConflictDoNothing().returning()
      : await db
          .update(messageTemplates)
          .set({ body, updatedBy, updatedAt })
          .where(and(isPart(channel, part), eq(messageTemplates.updatedAt, expected)))
          .returning();
  return written.length > 0;
}

/** Takes the words away, so that the built-in ones count again. */
export async function removeTemplate(db: Queryable, channel: string, part: string): Promise<void> {
  await db.delete(messageTemplates).where(isPart(channel, part));
}

function isPart(channel: string, part: string) {
  return and(eq(messageTemplates.channel, channel), eq(messageTemplates.part, part));
}
