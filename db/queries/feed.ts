import { asc, gt, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { feedEvents } from "@/db/schema";
import { FeedEvent } from "@/lib/feed/schema";

/**
 * The number of the newest event, 0 for none. A page reads it before its figures and hands it to the feed, so that
 * nothing between reading and subscribing is missed.
 */
export async function latestFeedId(db: Queryable): Promise<number> {
  const [row] = await db.select({ id: sql<number>`coalesce(max(${feedEvents.id}), 0)::float8` }).from(feedEvents);
  return row?.id ?? 0;
}

/** Events of every brand: the hub filters by the scope of each reader. */
export async function listFeedAfter(
  db: Queryable,
  { after, limit }: { after: number; limit: number },
): Promise<FeedEvent[]> {
  const rows = await db
    .select()
    .from(feedEvents)
    .where(gt(feedEvents.id, after))
    .orderBy(asc(feedEvents.id))
    .limit(limit);
  return rows.map(({ at, severity, brand, ...rest }) =>
    FeedEvent.parse({ ...rest, at: at.toISOString(), severity: severity ?? undefined, brand: brand ?? undefined }),
  );
}

/**
 * Whether all that followed an event is still here, and not more than `limit`. The purge takes the oldest first: as
 * long as one event up to `after` is left, nothing behind it is gone.
 */
export async function isFeedCompleteAfter(
  db: Queryable,
  { after, limit }: { after: number; limit: number },
): Promise<boolean> {
  const { rows } = await db.execute<{ newer: number; has_older: boolean }>(sql`
    select (select count(*)::int from (select 1 from ${feedEvents} where id > ${after} limit ${limit + 1}) as newer) as newer,
           exists (select 1 from ${feedEvents} where id <= ${after}) as has_older`);
  const [row] = rows;
  return row !== undefined && row.newer <= limit && (row.has_older || after === 0);
}
