import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
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
  /** When it was to leave first. */
  dueAt: Date;
  /** The gate that decided it. */
  gate: string;
  /** Whether a person's delay was among what held it. */
  wasDelayed: boolean;
  /** Told whatever the caps say. */
  passesCaps: boolean;
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
  dueAt: z.coerce.date(),
  gate: z
    .string()
    .nullable()
    .transform((gate) => gate ?? ""),
  wasDelayed: z.boolean(),
  passesCaps: z.boolean(),
  isRepeat: z.boolean(),
});

/** So many rows at most leave as one message; what is beyond them is the next. */
const LARGEST_BUNDLE = 5_000;

/**
 * Takes from the queue of each recipient of a channel the row whose turn it is, so that nobody else takes it before
 * `leasedUntil`. A held row brings along those of its group or rule that are due too, and those that a rule's cap still
 * holds: what goes anyway is no message more. What quiet hours held leaves together, of whatever rule, and so does what a
 * recipient's cap held. Nothing overtakes a row that is being sent or waits for another attempt: when something behind it
 * falls due, it is tried first, but not before its provider wants to be asked. A row whose lease has passed was left by a
 * crash and is taken again, with the same bundle.
 *
 * Recipients are found by skipping through the index from one to the next, so that a long queue costs no more than a short.
 */
export async function takeDue(
  db: Queryable,
  { channel, limit, now, leasedUntil }: { channel: Channel; limit: number; now: Date; leasedUntil: Date },
): Promise<TakenNotification[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const of = sql`n.channel = ${channel}`;
  const isDue = (status: string) =>
    sql`exists (select 1 from notifications n where ${of} and n.recipient = r.recipient
      and n.status = ${sql.raw(`'${status}'`)} and n.next_attempt_at <= ${at})`;
  const result = await db.execute(sql`
    with recursive recipient as (
      (select n.recipient from notifications n where ${of} and n.status in ('queued', 'held', 'sending')
        order by n.recipient limit 1)
      union all
      select (select n.recipient from notifications n
        where ${of} and n.status in ('queued', 'held', 'sending') and n.recipient > r.recipient
        order by n.recipient limit 1)
      from recipient r where r.recipient is not null
    ), turn as (
      select f.id, f.alert_triggered_at
      from recipient r cross join lateral (
        select q.id, q.alert_triggered_at from (
          (select n.id, n.alert_triggered_at from notifications n
            where ${of} and n.recipient = r.recipient and n.status in ('queued', 'sending') order by n.id limit 1)
          union all
          (select n.id, n.alert_triggered_at from notifications n
            where ${of} and n.recipient = r.recipient and n.status = 'held' and n.next_attempt_at <= ${at}
            order by n.id limit 1)
        ) q order by q.id limit 1
      ) f
      where r.recipient is not null and (${isDue("queued")} or ${isDue("held")} or ${isDue("sending")})
    ), head as (
      select n.id, n.alert_triggered_at, n.alert_id, n.recipient, n.status, n.bundle, ${lastGate("n")} as gate
      from turn join notifications n on n.id = turn.id and n.alert_triggered_at = turn.alert_triggered_at
      where (n.status in ('queued', 'sending') or (n.status = 'held' and n.next_attempt_at <= ${at}))
        and (n.leased_until is null or n.leased_until <= ${at})
      order by n.id
      limit ${limit}
      for update of n skip locked
    ), akin as (
      select m.id, m.alert_triggered_at, h.bundle
      from head h join notifications m on m.channel = ${channel} and m.recipient = h.recipient and m.id <> h.id
      where h.bundle is not null and m.bundle = h.bundle and m.status in ('queued', 'sending')
      union all
      select m.id, m.alert_triggered_at, h.id
      from head h
      join alerts ha on ha.id = h.alert_id
      cross join lateral (
        select m.id, m.alert_triggered_at
        from notifications m join alerts ma on ma.id = m.alert_id
        where m.channel = ${channel} and m.recipient = h.recipient and m.status = 'held' and m.id <> h.id and (
          ((m.next_attempt_at <= ${at} or ma.cap_until is not null)
            and (ma.group_id = ha.group_id or ma.alert_rule_id = ha.alert_rule_id))
          or (m.next_attempt_at <= ${at} and h.gate = 'quiet hours' and ${lastGate("m")} = 'quiet hours')
          or (h.gate = 'cap' and ${lastGate("m")} = 'cap'))
        order by m.id
        limit ${LARGEST_BUNDLE}
      ) m
      where h.status = 'held'
    ), mate as (
      select m.id, m.alert_triggered_at, m.status, akin.bundle
      from akin join notifications m on m.id = akin.id and m.alert_triggered_at = akin.alert_triggered_at
      where m.status in ('queued', 'sending', 'held')
      for update of m skip locked
    ), due as (
      select id, alert_triggered_at, status, case when status = 'held' then id else bundle end as bundle from head
      union all
      select id, alert_triggered_at, status, bundle from mate
    )
    update notifications n set ${begin(at, leasedUntil)}, bundle = due.bundle
    from due where n.id = due.id and n.alert_triggered_at = due.alert_triggered_at
    returning ${TAKEN}, due.status = 'sending' as "isRepeat"`);
  return inOrder(result.rows);
}

/**
 * Takes the next row of recipients that were just sent to, where it is their turn and it is a message of its own: a long
 * queue costs less so. Nothing for a recipient whose turn is anything else; `takeDue` knows what to do with that.
 */
export async function takeNext(
  db: Queryable,
  {
    channel,
    recipients,
    now,
    leasedUntil,
  }: { channel: Channel; recipients: readonly string[]; now: Date; leasedUntil: Date },
): Promise<TakenNotification[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const result = await db.execute(sql`
    with turn as (
      select f.id, f.alert_triggered_at
      from unnest(${sql.param([...recipients])}::text[]) as r(recipient) cross join lateral (
        select n.id, n.alert_triggered_at, n.status, n.bundle, n.next_attempt_at from notifications n
        where n.channel = ${channel} and n.recipient = r.recipient and n.status in ('queued', 'sending')
        order by n.id limit 1
      ) f
      where f.status = 'queued' and f.bundle is null and f.next_attempt_at <= ${at}
        and not exists (select 1 from notifications h where h.channel = ${channel} and h.recipient = r.recipient
          and h.status = 'held' and h.next_attempt_at <= ${at} and h.id < f.id)
    ), due as (
      select n.id, n.alert_triggered_at
      from turn join notifications n on n.id = turn.id and n.alert_triggered_at = turn.alert_triggered_at
      where n.status = 'queued' and n.bundle is null and (n.leased_until is null or n.leased_until <= ${at})
      for update of n skip locked
    )
    update notifications n set ${begin(at, leasedUntil)}
    from due where n.id = due.id and n.alert_triggered_at = due.alert_triggered_at
    returning ${TAKEN}, false as "isRepeat"`);
  return inOrder(result.rows);
}

function begin(at: SQL, leasedUntil: Date): SQL {
  return sql`status = 'sending', attempts = n.attempts + 1,
    leased_until = ${leasedUntil.toISOString()}::timestamptz, first_attempt_at = coalesce(n.first_attempt_at, ${at})`;
}

const TAKEN = sql`n.id, to_json(n.alert_triggered_at) as "alertTriggeredAt", n.alert_id as "alertId", n.occasion, n.severity,
  n.recipient, n.attempts, to_json(n.first_attempt_at) as "firstAttemptAt", n.correlation_id as "correlationId",
  n.bundle, to_json(coalesce(n.due_at, n.created_at)) as "dueAt", ${lastGate("n")} as gate,
  coalesce(n.decision -> 'gates' @> '[{"gate": "delay", "result": "hold"}]', false) as "wasDelayed",
  coalesce((n.decision ->> 'passesCaps')::boolean, false) as "passesCaps"`;

function inOrder(rows: unknown): TakenNotification[] {
  return z
    .array(Taken)
    .parse(rows)
    .sort((a, b) => a.id - b.id);
}

/**
 * Lets what was taken for a recipient, and all else that is due to it and was not tried yet, wait for room under a cap: held,
 * to leave as one message. What passes every cap stays as it is.
 */
export async function holdDue(
  db: Queryable,
  held: { channel: Channel; recipient: string; ids: readonly number[]; until: Date; reason: string; now: Date },
): Promise<void> {
  const until = sql`${held.until.toISOString()}::timestamptz`;
  const at = sql`${held.now.toISOString()}::timestamptz`;
  const gate = JSON.stringify({ gate: "cap", result: "hold", reason: held.reason });
  await db.execute(sql`
    update notifications set status = 'held', reason = ${held.reason}, next_attempt_at = ${until}, due_at = ${until},
      leased_until = null, bundle = null, first_attempt_at = null, attempts = 0,
      decision = decision || jsonb_build_object('gate', 'cap',
        'gates', coalesce(decision -> 'gates', '[]'::jsonb) || ${gate}::jsonb)
    where channel = ${held.channel} and recipient = ${held.recipient} and (
      (status = 'sending' and ${inArray(notifications.id, [...held.ids])})
      or (status = 'queued' and attempts = 0 and next_attempt_at <= ${at}
        and not coalesce((decision ->> 'passesCaps')::boolean, false))
      or (status = 'held' and next_attempt_at <= ${at}
        and not coalesce((decision ->> 'passesCaps')::boolean, false)))`);
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
      at: sql`greatest(min(${nextAttemptAt}), max(${leasedUntil}))`.as("at"),
    })
    .from(notifications)
    .where(and(eq(notifications.channel, channel), inArray(status, UNSETTLED)))
    .groupBy(recipient)
    .as("queue");
  const [row] = await db.select({ at: sql`min(${queue.at})`.mapWith(nextAttemptAt) }).from(queue);
  return row?.at ?? null;
}
