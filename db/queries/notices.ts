import { asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { notices } from "@/db/schema";
import { NOTICE_KINDS, NoticeContent } from "@/lib/notifications/notice";
import { Channel } from "@/lib/rules/schema";

const Taken = z.object({
  id: z.coerce.number(),
  kind: z.enum(NOTICE_KINDS),
  recipient: z.string(),
  address: z.string().nullable(),
  content: NoticeContent,
  attempts: z.number(),
  firstAttemptAt: z.coerce.date(),
  expiresAt: z.coerce.date().nullable(),
  createdAt: z.coerce.date(),
  correlationId: z.string().nullable(),
});

/** A notice that was taken to be sent; `attempts` counts the one that begins. */
export type TakenNotice = z.infer<typeof Taken>;

/** Takes what is due on a channel, oldest first, so that nobody else takes it before `leasedUntil`; a lapsed lease was left by a crash. */
export async function takeDueNotices(
  db: Queryable,
  { channel, limit, now, leasedUntil }: { channel: Channel; limit: number; now: Date; leasedUntil: Date },
): Promise<TakenNotice[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const result = await db.execute(sql`
    with due as (
      select id from notices
      where channel = ${channel} and status in ('queued', 'sending') and next_attempt_at <= ${at}
        and (leased_until is null or leased_until <= ${at})
      order by id
      limit ${limit}
      for update skip locked
    )
    update notices n set status = 'sending', attempts = n.attempts + 1,
      leased_until = ${leasedUntil.toISOString()}::timestamptz, first_attempt_at = coalesce(n.first_attempt_at, ${at})
    from due where n.id = due.id
    returning n.id, n.kind, n.recipient, n.address, n.content, n.attempts,
      to_json(n.first_attempt_at) as "firstAttemptAt", to_json(n.expires_at) as "expiresAt",
      to_json(n.created_at) as "createdAt", n.correlation_id as "correlationId"`);
  return z
    .array(Taken)
    .parse(result.rows)
    .sort((a, b) => a.id - b.id);
}

/** Channels with notices that were due before `before` and that no run took. */
export async function listOverdueNoticeChannels(db: Queryable, before: Date): Promise<Channel[]> {
  const at = sql`${before.toISOString()}::timestamptz`;
  const rows = await db
    .selectDistinct({ channel: notices.channel })
    .from(notices)
    .where(
      sql`${notices.status} in ('queued', 'sending') and ${notices.nextAttemptAt} <= ${at}
        and (${notices.leasedUntil} is null or ${notices.leasedUntil} <= ${at})`,
    )
    .orderBy(asc(notices.channel));
  return rows.map(({ channel }) => Channel.parse(channel));
}

/** When the next notice of a channel can be taken; null when none waits. */
export async function nextNoticeAt(db: Queryable, channel: Channel): Promise<Date | null> {
  const at = sql`min(greatest(${notices.nextAttemptAt}, ${notices.leasedUntil}))`.mapWith(notices.createdAt);
  const [row] = await db
    .select({ at })
    .from(notices)
    .where(sql`${eq(notices.channel, channel)} and ${notices.status} in ('queued', 'sending')`);
  return row?.at ?? null;
}
