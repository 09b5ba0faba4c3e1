import { eq, lt } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { usedLinks } from "@/db/schema";

/** When a link was used, by the SHA-256 of its token; null where it was not. The token itself is never kept. */
export async function findUse(db: Queryable, tokenHash: string): Promise<Date | null> {
  const [row] = await db.select({ at: usedLinks.usedAt }).from(usedLinks).where(eq(usedLinks.tokenHash, tokenHash));
  return row?.at ?? null;
}

/**
 * Keeps a use. Those before `expiredBefore` are of links that have expired since: they go by the way.
 * @returns whether it was the first use: of two at once one is.
 */
export async function keepUse(
  db: Queryable,
  use: typeof usedLinks.$inferInsert,
  { expiredBefore }: { expiredBefore: Date },
): Promise<boolean> {
  await db.delete(usedLinks).where(lt(usedLinks.usedAt, expiredBefore));
  const rows = await db.insert(usedLinks).values(use).onConflictDoNothing().returning({ at: usedLinks.usedAt });
  return rows.length > 0;
}
