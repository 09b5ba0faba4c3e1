import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { Severity } from "@/lib/kernel/severity";
import { Occasion } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";

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
  /** Sent whatever the caps say. */
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

export interface TakeAsked {
  channel: Channel;
  /** Messages at most. */
  limit: number;
  now: Date;
  leasedUntil: Date;
  /** Rows this process is sending just now: theirs is no lease that passed. */
  besides?: readonly number[];
  /** `first`: only what was not tried yet. `probe`: whatever waits, also for another attempt, least tried first. */
  which?: "all" | "first" | "probe";
}

/**
 * Takes the messages of a channel that may leave, most severe first, so that nobody else takes them before `leasedUntil`.
 * A message waits only for earlier ones about the same alert to the same recipient. Something that falls due behind one that
 * is to be tried again makes it go at once, but not before its provider wants to be asked, unless it is an emergency.
 *
 * A held row brings along those of its group or rule that are due too, and those that a rule's cap still holds: what goes
 * anyway is no message more. What quiet hours held leaves together, of whatever rule, and so does what a recipient's cap held.
 * A row whose lease has passed was left by a crash and is taken again, with the same bundle.
 */
export async function takeDue(db: Queryable, asked: TakeAsked): Promise<TakenNotification[]> {
  const { channel, limit, now, leasedUntil, besides = [], which = "all" } = asked;
  const at = sql`${now.toISOString()}::timestamptz`;
  const order = which === "probe" ? sql`n.urgency desc, n.attempts, n.id` : sql`n.urgency desc, n.id`;
  const result = await db.execute(sql`
    with waiting as materialized (
      (select n.id, n.alert_triggered_at, n.urgency, n.attempts from notifications n
        where n.channel = ${channel} and n.status in ('queued', 'sending') and ${isFree(at)} and ${mayGo(at, which)}
          and ${carries("n")} and not ${isBehind("n", at)} and n.id <> all(${sql.param([...besides])}::bigint[])
        order by ${order} limit ${limit})
      union all
      (select id, alert_triggered_at, urgency, attempts from (
        select distinct on (n.recipient) n.id, n.alert_triggered_at, n.urgency, n.attempts from notifications n
        where n.channel = ${channel} and n.status = 'held' and n.next_attempt_at <= ${at} and ${isFree(at)}
          and not ${isBehind("n", at)}
        order by n.recipient, n.id) h limit ${limit})
    ), head as (
      select n.id, n.alert_triggered_at, n.alert_id, n.recipient, n.status, n.bundle, ${lastGate("n")} as gate
      from waiting w join notifications n on n.id = w.id and n.alert_triggered_at = w.alert_triggered_at
      where n.status in ('queued', 'sending', 'held') and ${isFree(at)}
      order by ${order}
      limit ${limit}
      for update of n skip locked
    ), akin as (
      select m.id, m.alert_triggered_at, h.bundle
      from head h join notifications m on m.bundle = h.bundle and m.id <> h.id
      where m.channel = ${channel} and m.status in ('queued', 'sending')
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
          and not ${isUnsettledBefore("m")}
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
      select distinct on (id) id, alert_triggered_at, status, bundle from mate where id not in (select id from head)
    )
    update notifications n set status = 'sending', attempts = n.attempts + 1, bundle = due.bundle,
      leased_until = ${leasedUntil.toISOString()}::timestamptz, first_attempt_at = coalesce(n.first_attempt_at, ${at})
    from due where n.id = due.id and n.alert_triggered_at = due.alert_triggered_at
    returning ${TAKEN}, due.status = 'sending' as "isRepeat", n.urgency`);
  return inOrder(result.rows);
}

/** No lease runs so long: one that ends later was written by a clock that has been set back since. */
export const LONGEST_LEASE = sql.raw("interval '20 minutes'");

/** Nobody is sending it. A queued row's lease is the wish of its provider to be left alone; an emergency behind it does not wait for that. */
function isFree(at: SQL): SQL {
  return sql`(n.leased_until is null or n.leased_until <= ${at} or n.leased_until > ${at} + ${LONGEST_LEASE}
    or (n.status = 'queued' and n.urgency < 3 and ${hasBehind(at, sql`l.urgency = 3`)}))`;
}

/** Its time has come. What was never tried is due whatever its instant says: the clock may have been set back since. */
function mayGo(at: SQL, which: TakeAsked["which"]): SQL {
  if (which === "first") return sql`n.attempts = 0`;
  if (which === "probe") return sql`true`;
  return sql`(n.status = 'sending' or n.attempts = 0 or n.next_attempt_at <= ${at}
    or n.next_attempt_at > ${at} + ${LONGEST_LEASE} or ${hasBehind(at, sql`true`)})`;
}

/*
 * The lanes are asked about by scalar subqueries: as `exists` they would be joined, and without statistics, which the
 * embedded database has none of, such a join compares each row of a backlog with each other.
 */

/** Something later about the same alert is due to the same recipient. */
function hasBehind(at: SQL, is: SQL): SQL {
  return sql`coalesce((select true from notifications l where l.alert_triggered_at = n.alert_triggered_at
    and l.channel = n.channel and l.recipient = n.recipient and l.alert_id = n.alert_id and l.id > n.id
    and l.bundle is distinct from n.id and ${is}
    and l.status in ('queued', 'held', 'sending')
    and ((l.status = 'queued' and l.attempts = 0) or (l.status = 'held' and l.next_attempt_at <= ${at})) limit 1), false)`;
}

/** Something earlier about the same alert has still to reach the same recipient. */
function isBehind(alias: "n" | "m", at: SQL): SQL {
  return isUnsettledBefore(alias, sql` or (e.status = 'held' and e.next_attempt_at <= ${at})`);
}

function isUnsettledBefore(alias: "n" | "m", orElse: SQL = sql``): SQL {
  const row = sql.raw(alias);
  return sql`coalesce((select true from notifications e where e.alert_triggered_at = ${row}.alert_triggered_at
    and e.channel = ${row}.channel and e.recipient = ${row}.recipient and e.alert_id = ${row}.alert_id
    and e.id < ${row}.id and e.status in ('queued', 'held', 'sending')
    and (e.status in ('queued', 'sending')${orElse}) limit 1), false)`;
}

/** Of the rows of one bundle the first that is left speaks for all. */
function carries(alias: "n"): SQL {
  const row = sql.raw(alias);
  return sql`(${row}.bundle is null or not coalesce((select true from notifications b
    where b.bundle = ${row}.bundle and b.id < ${row}.id and b.status in ('queued', 'sending') limit 1), false))`;
}

const TAKEN = sql`n.id, to_json(n.alert_triggered_at) as "alertTriggeredAt", n.alert_id as "alertId", n.occasion, n.severity,
  n.recipient, n.attempts, to_json(n.first_attempt_at) as "firstAttemptAt", n.correlation_id as "correlationId",
  n.bundle, to_json(coalesce(n.due_at, n.created_at)) as "dueAt", ${lastGate("n")} as gate,
  coalesce(n.decision -> 'gates' @> '[{"gate": "delay", "result": "hold"}]', false) as "wasDelayed",
  coalesce((n.decision ->> 'passesCaps')::boolean, false) as "passesCaps"`;

function inOrder(rows: unknown): TakenNotification[] {
  const taken = z.array(Taken.extend({ urgency: z.number() })).parse(rows);
  return taken.sort((a, b) => b.urgency - a.urgency || a.id - b.id).map(({ urgency: _, ...row }) => row);
}

/** The name of the gate that decided a row of `notifications`; rows of an earlier release named it last. */
function lastGate(alias: "n" | "m") {
  return sql.raw(`coalesce(${alias}.decision ->> 'gate', ${alias}.decision -> 'gates' -> -1 ->> 'gate')`);
}
