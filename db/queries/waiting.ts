import { and, count, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { notifications } from "@/db/schema";
import type { Channel } from "@/lib/rules/schema";

/** Messages of a channel that are to leave and have not. */
export async function countWaiting(db: Queryable, channel: Channel): Promise<number> {
  const isWaiting = and(eq(notifications.channel, channel), inArray(notifications.status, ["queued", "sending"]));
  const [row] = await db.select({ rows: count() }).from(notifications).where(isWaiting);
  return row?.rows ?? 0;
}
