import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { notifications } from "@/db/schema";
import { Severity } from "@/lib/kernel/severity";
import { Occasion } from "@/lib/notifications/schema";
import { Channel } from "@/lib/rules/schema";

const UNSETTLED = ["queued", "held", "sending"];

/** A row that was taken to be sent. `isRepeat`: an attempt before it ended without a record, such as by a crash. */
export interface TakenNotification {
  id: number;
  alertTriggeredAt: Date;
  alertId: number;
  occasion: Occasion;
  /** As it was when the occasion arose. */
  severity: Severity;
  recipient: string;
  attempts: number;
  firstAttemptAt: Date;
  correlationId: string | null;
  /** Of rows that were held: the one whose message names them all. */
  bundle: number | null;
  isRepeat: boolean;
}

const Taken = z.object({
  id: z.coerce.number(),
  alertTriggeredAt: z.coerce.date(),
  alertId: z.number(),
  occasion: Occasion,
  severity: Severity,
  recipient: z.string(),
  attempts: z.number(),
  firstAttemptAt: z.coerce.date(),
  correlationId: z.string().nullable(),
  bundle: z.coerce.number().nullable(),
  isRepeat: z.boolean(),
});

/**
 * Takes from the queue of each recipient of a channel the row whose turn it is, so that nobody else takes it before
 * `leasedUntil`. A held row brings along those of its group or rule that are due too, and those that a cap still holds: what
 * goes anyway is no message more. What quiet hours held leaves together, of whatever rule. Nothing overtakes a row that is being sent or waits for another attempt: when something
 * behind it falls due, it is tried first. A row whose lease has passed was left by a crash and is taken again, with the
 * same bundle.
 */
export async function takeDue(
  db: Queryable,
  { channel, limit, now, leasedUntil }: { channel: Channel; limit: number; now: Date; leasedUntil: Date },
): Promise<TakenNotification[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const result = await db.execute(sql`
    with queue as (
      select id, alert_triggered_at, row_number() over (partition by recipient order by id) as place,
        bool_or(next_attempt_at <= ${at}) over (partition by recipient) as is_due
      from notifications
      where channel = ${channel} and (status in ('queued', 'sending') or (status = 'held' and next_attempt_at <= ${at}))
    ), head as (
      select n.id, n.alert_triggered_at, n.alert_id, n.recipient, n.status, n.bundle, ${lastGate("n")} as gate
      from notifications n join queue q on n.id = q.id and n.alert_triggered_at = q.alert_triggered_at
      where q.place = 1 and q.is_due and n.status in ('queued', 'held', 'sending')
        and (n.leased_until is null or n.leased_until <= ${at})
      order by n.id
      limit ${limit}
      for update of n skip locked
    ), mate as (
      select m.id, m.alert_triggered_at, m.status, coalesce(h.bundle, h.id) as bundle
      from head h
      join alerts ha on ha.id = h.alert_id
      join notifications m on m.channel = ${channel} and m.recipient = h.recipient and m.id > h.id
      join alerts ma on ma.id = m.alert_id
      where (m.bundle = h.bundle and m.status in ('queued', 'sending'))
        or (h.status = 'held' and m.status = 'held' and (m.next_attempt_at <= ${at} or ma.cap_until is not null)
          and (ma.group_id = ha.group_id or ma.alert_rule_id = ha.alert_rule_id))
        or (h.status = 'held' and m.status = 'held' and m.next_attempt_at <= ${at}
          and h.gate = 'quiet hours' and ${lastGate("m")} = 'quiet hours')
      for update of m skip locked
    ), due as (
      select id, alert_triggered_at, status, case when status = 'held' then id else bundle end as bundle from head
      union all
      select id, alert_triggered_at, status, bundle from mate
    )
    update notifications n set status = 'sending', attempts = n.attempts + 1, bundle = due.bundle,
      leased_until = ${leasedUntil.toISOString()}::timestamptz, first_attempt_at = coalesce(n.first_attempt_at, ${at})
    from due where n.id = due.id and n.alert_triggered_at = due.alert_triggered_at
    returning n.id, to_json(n.alert_triggered_at) as "alertTriggeredAt", n.alert_id as "alertId", n.occasion, n.severity,
      n.recipient, n.attempts, to_json(n.first_attempt_at) as "firstAttemptAt", n.correlation_id as "correlationId",
      n.bundle, due.status = 'sending' as "isRepeat"`);
  return z
    .array(Taken)
    .parse(result.rows)
    .sort((a, b) => a.id - b.id);
}

/** The name of the gate that decided a row of `notifications`; rows of an earlier release named it last. */
function lastGate(alias: "n" | "m") {
  return sql.raw(`coalesce(${alias}.decision ->> 'gate', ${alias}.decision -> 'gates' -> -1 ->> 'gate')`);
}

/** Channels with rows that were due before `before` and that no run took: what a crash left. */
export async function listOverdueChannels(db: Queryable, before: Date): Promise<Channel[]> {
  const at = sql`${before.toISOString()}::timestamptz`;
  const rows = await db
    .selectDistinct({ channel: notifications.channel })
    .from(notifications)
    .where(
      sql`${notifications.status} in ('queued', 'held', 'sending') and ${notifications.nextAttemptAt} <= ${at}
        and (${notifications.leasedUntil} is null or ${notifications.leasedUntil} <= ${at})`,
    );
  return rows.map(({ channel }) => Channel.parse(channel));
}

/** When the next row of a channel can be taken, null when none waits. */
export async function nextDueAt(db: Queryable, channel: Channel): Promise<Date | null> {
  const { recipient, nextAttemptAt, leasedUntil, status } = notifications;
  // A queue waits for the row that is being sent, and begins anew with the first that is due.
  const queue = db
    .select({
      at: sql`greatest(min(${nextAttemptAt}), max(${leasedUntil}) filter (where ${status} = 'sending'))`.as("at"),
    })
    .from(notifications)
    .where(and(eq(notifications.channel, channel), inArray(status, UNSETTLED)))
    .groupBy(recipient)
    .as("queue");
  const [row] = await db.select({ at: sql`min(${queue.at})`.mapWith(nextAttemptAt) }).from(queue);
  return row?.at ?? null;
}
