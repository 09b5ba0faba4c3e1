import { and, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { channelCircuits, notifications } from "@/db/schema";
import { Channel } from "@/lib/rules/schema";
import { LONGEST_LEASE } from "./due-notifications";

/** Channels with rows that were due before `before` and that no run took: what a crash left. Those that are probed are left out. */
export async function listOverdueChannels(db: Queryable, before: Date): Promise<Channel[]> {
  const at = sql`${before.toISOString()}::timestamptz`;
  const rows = await db
    .selectDistinct({ channel: notifications.channel })
    .from(notifications)
    .leftJoin(channelCircuits, eq(channelCircuits.channel, notifications.channel))
    .where(
      sql`${notifications.status} in ('queued', 'held', 'sending')
        and (${notifications.nextAttemptAt} <= ${at} or ${notifications.nextAttemptAt} > ${at} + ${LONGEST_LEASE}
          and ${notifications.status} <> 'held')
        and (${notifications.leasedUntil} is null or ${notifications.leasedUntil} <= ${at}
          or ${notifications.leasedUntil} > ${at} + ${LONGEST_LEASE})
        and (${channelCircuits.openedAt} is null or ${channelCircuits.probeAt} <= ${at}
          or ${channelCircuits.probeAt} > ${at} + ${LONGEST_LEASE})`,
    );
  return rows.map(({ channel }) => Channel.parse(channel));
}

/** When the next message of a channel can be taken, or the next probe may go; null when none waits. */
export async function nextDueAt(db: Queryable, channel: Channel): Promise<Date | null> {
  const { recipient, alertId, nextAttemptAt, leasedUntil, status } = notifications;
  // A lane waits for the row that is being sent, and begins anew with the first that is due.
  const lane = db
    .select({ at: sql`greatest(min(${nextAttemptAt}), max(${leasedUntil}))`.as("at") })
    .from(notifications)
    .where(and(eq(notifications.channel, channel), inArray(status, ["queued", "held", "sending"])))
    .groupBy(recipient, alertId)
    .as("lane");
  const [row] = await db
    .select({
      at: sql`min(${lane.at})`.mapWith(nextAttemptAt),
      probeAt:
        sql`(select ${channelCircuits.probeAt} from ${channelCircuits} where ${channelCircuits.channel} = ${channel}
        and ${channelCircuits.openedAt} is not null)`.mapWith(channelCircuits.probeAt),
    })
    .from(lane);
  if (row === undefined || row.at === null) return null;
  return row.probeAt === null || row.probeAt < row.at ? row.at : row.probeAt;
}
