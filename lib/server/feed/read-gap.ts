import "server-only";
import { isFeedCompleteAfter, listFeedAfter } from "@/db/queries/feed";
import type { FeedHistory } from "@/lib/feed/history";
import type { FeedEvent } from "@/lib/feed/schema";
import type { Context } from "@/lib/server/context";

const BATCH = 500;

/**
 * A piece of what a reader missed before this process remembers. What lies ahead of our own reading is left to it.
 * @returns null when more was missed than the history holds, or part of it is gone.
 */
export async function readGap(
  { db }: Pick<Context, "db">,
  history: FeedHistory,
  { after, historySize }: { after: number; historySize: number },
): Promise<FeedEvent[] | null> {
  if (!(await isFeedCompleteAfter(db, { after, limit: historySize }))) return null;
  const events = await listFeedAfter(db, { after, limit: BATCH });
  return events.filter(({ id }) => id <= history.lastId);
}
