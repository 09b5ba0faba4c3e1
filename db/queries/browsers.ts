import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { pushSubscriptions } from "@/db/schema";

/** A browser that may be pushed to. Browsers belong to one account, so every query names it or the endpoint. */
export interface SubscribedBrowser {
  id: number;
  accountId: number;
  endpoint: string;
  p256dh: string;
  auth: string;
  browser: string;
  createdAt: Date;
  lastSeenAt: Date | null;
}

/** Those of an account whose push service has not said that they are gone, in the order they were added. */
export async function listBrowsers(db: Queryable, accountId: number): Promise<SubscribedBrowser[]> {
  const rows = await db
    .select()
    .from(pushSubscriptions)
    .where(and(eq(pushSubscriptions.accountId, accountId), isNull(pushSubscriptions.endedAt)))
    .orderBy(asc(pushSubscriptions.id));
  return rows.map(toBrowser);
}

/** Whoever has this endpoint now, ended or not, locked for the unit. */
export async function lockEndpoint(
  db: Queryable,
  endpoint: string,
): Promise<(SubscribedBrowser & { isEnded: boolean }) | null> {
  const [row] = await db.select().from(pushSubscriptions).where(eq(pushSubscriptions.endpoint, endpoint)).for("update");
  return row === undefined ? null : { ...toBrowser(row), isEnded: row.endedAt !== null };
}

/** The push service says that these are gone. Those that still were there. */
export async function endBrowsers(db: Queryable, ids: readonly number[], at: Date): Promise<SubscribedBrowser[]> {
  const rows = await db
    .update(pushSubscriptions)
    .set({ endedAt: at })
    .where(and(inArray(pushSubscriptions.id, [...ids]), isNull(pushSubscriptions.endedAt)))
    .returning();
  return rows.map(toBrowser);
}

export function toBrowser(row: typeof pushSubscriptions.$inferSelect): SubscribedBrowser {
  const { id, accountId, endpoint, p256dh, auth, browser, createdAt, lastSeenAt } = row;
  return { id, accountId, endpoint, p256dh, auth, browser, createdAt, lastSeenAt };
}
