import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { alerts } from "@/db/schema";
import type { Scope } from "@/lib/kernel/scope";
import type { Interval } from "@/lib/kernel/time";
import { type ChannelHops, HOPS, type Hop, type Percentiles } from "@/lib/notifications/hops";
import { NotificationStatus, Occasion } from "@/lib/notifications/schema";
import { Channel } from "@/lib/rules/schema";
import { alertsInScope } from "./alerts";
import { readRows } from "./read-rows";

/** A custom alert tells when it happened elsewhere: it is ours from when it was reported. */
const BREACH = "case when a.alert_rule_id is null then a.created_at else a.triggered_at end";
const DUE = "coalesce(n.due_at, n.created_at)";
/** Told by being raised, and not held back by any decision. */
const AT_ONCE = `(n.occasion = 'triggered' and n.fallback_of is null and ${DUE} < n.created_at + interval '1 second')`;

/** Each hop of a row, in milliseconds. */
const LENGTHS: Record<Hop, string> = {
  raised: `case when ${AT_ONCE} then a.created_at - (${BREACH}) end`,
  planned: `case when ${AT_ONCE} then n.created_at - a.created_at end`,
  attempted: `n.first_attempt_at - ${DUE}`,
  accepted: "n.delivered_at - n.first_attempt_at",
  whole: `case when ${AT_ONCE} then n.delivered_at - (${BREACH}) end`,
};

const Row = z.record(z.string(), z.unknown());
const Numbers = z.array(z.coerce.number()).nullable();

/** How long each hop took for what was planned in an interval and is accepted: by channel, and of all (`channel` null) first. */
export async function readHops(db: Queryable, scope: Scope, during: Interval): Promise<ChannelHops[]> {
  const columns = HOPS.map((hop) =>
    sql.raw(`percentile_cont(array[0.5, 0.95, 0.99]) within group
      (order by extract(epoch from ${LENGTHS[hop]}) * 1000) as ${hop}`),
  );
  const rows = await readRows(
    db,
    Row,
    sql`
    select n.channel, count(*)::int as messages, ${sql.join(columns, sql`, `)}
    from notifications n join alerts a on a.id = n.alert_id
    where n.status = 'delivered' and ${isDuring(scope, during)}
    group by grouping sets ((), (n.channel))
    order by n.channel nulls first`,
  );
  return rows.map((row) => ({
    channel: Channel.nullable().parse(row.channel),
    messages: z.number().parse(row.messages),
    hops: {
      raised: percentilesOf(row.raised),
      planned: percentilesOf(row.planned),
      attempted: percentilesOf(row.attempted),
      accepted: percentilesOf(row.accepted),
      whole: percentilesOf(row.whole),
    },
  }));
}

function percentilesOf(value: unknown): Percentiles {
  const [p50 = null, p95 = null, p99 = null] = Numbers.parse(value) ?? [];
  return { p50, p95, p99 };
}

const Outcome = z.object({ channel: Channel, status: NotificationStatus, rows: z.number() });
export type OutcomeCount = z.infer<typeof Outcome>;

/** What became of what was planned in an interval, by channel. */
export function countOutcomes(db: Queryable, scope: Scope, during: Interval): Promise<OutcomeCount[]> {
  return readRows(
    db,
    Outcome,
    sql`
    select n.channel, n.status, count(*)::int as rows
    from notifications n join alerts a on a.id = n.alert_id
    where ${isDuring(scope, during)}
    group by n.channel, n.status order by n.channel, n.status`,
  );
}

const Failing = z.object({
  channel: Channel,
  retries: z.number(),
  failures: z.number(),
  deliveries: z.number(),
  lastAt: z.coerce.date().nullable(),
  lastWord: z.string().nullable(),
});
export type ChannelAttempts = z.infer<typeof Failing>;

/** The attempts of an interval by channel, and the last refusal in the provider's words. */
export function countAttempts(db: Queryable, scope: Scope, { from, to }: Interval): Promise<ChannelAttempts[]> {
  return readRows(
    db,
    Failing,
    sql`
    select d.channel, (count(*) filter (where d.outcome = 'retry'))::int as retries,
      (count(*) filter (where d.outcome = 'failed'))::int as failures,
      (count(*) filter (where d.outcome = 'delivered'))::int as deliveries,
      to_json(max(d.at) filter (where d.outcome <> 'delivered')) as "lastAt",
      (array_agg(d.response order by d.at desc) filter (where d.outcome <> 'delivered'))[1] as "lastWord"
    from delivery_attempts d join alerts a on a.id = d.alert_id
    where d.at >= ${from.toISOString()}::timestamptz and d.at < ${to.toISOString()}::timestamptz and ${inScope(scope)}
    group by d.channel order by d.channel`,
  );
}

const Slow = z.object({
  alertId: z.number(),
  ruleName: z.string(),
  channel: Channel,
  occasion: Occasion,
  name: z.string(),
  tookMs: z.coerce.number(),
  acceptedAt: z.coerce.date(),
  attempts: z.number(),
});
export type SlowDelivery = z.infer<typeof Slow>;

const SLOWEST = 10;

/** The slowest ten of an interval, from the breach, or from when they were to leave. */
export function listSlowest(db: Queryable, scope: Scope, during: Interval): Promise<SlowDelivery[]> {
  const took = sql.raw(
    `extract(epoch from n.delivered_at - case when ${AT_ONCE} then ${BREACH} else ${DUE} end) * 1000`,
  );
  return readRows(
    db,
    Slow,
    sql`
    select n.alert_id as "alertId", a.rule_name as "ruleName", n.channel, n.occasion,
      coalesce(n.decision ->> 'name', n.recipient) as name, ${took} as "tookMs", to_json(n.delivered_at) as "acceptedAt",
      n.attempts
    from notifications n join alerts a on a.id = n.alert_id
    where n.status = 'delivered' and ${isDuring(scope, during)}
    order by ${took} desc limit ${SLOWEST}`,
  );
}

const Waiting = z.object({
  alertId: z.number(),
  channel: Channel,
  name: z.string(),
  dueAt: z.coerce.date(),
  attempts: z.number(),
  lastError: z.string().nullable(),
});
export type WaitingMessage = z.infer<typeof Waiting>;

/** The message that should have left first and has not; null where none waits. What is held by a decision does not wait. */
export async function findOldestWaiting(db: Queryable, scope: Scope, now: Date): Promise<WaitingMessage | null> {
  const [first] = await readRows(
    db,
    Waiting,
    sql`
    select n.alert_id as "alertId", n.channel, coalesce(n.decision ->> 'name', n.recipient) as name,
      to_json(${sql.raw(DUE)}) as "dueAt", n.attempts, n.last_error as "lastError"
    from notifications n join alerts a on a.id = n.alert_id
    where n.status in ('queued', 'held', 'sending') and ${sql.raw(DUE)} <= ${now.toISOString()}::timestamptz
      and ${inScope(scope)}
    order by ${sql.raw(DUE)} limit 1`,
  );
  return first ?? null;
}

function isDuring(scope: Scope, { from, to }: Interval): SQL {
  return sql`n.created_at >= ${from.toISOString()}::timestamptz and n.created_at < ${to.toISOString()}::timestamptz
    and ${inScope(scope)}`;
}

function inScope(scope: Scope): SQL {
  return sql`a.id in (select ${alerts.id} from ${alerts} where ${alertsInScope(scope)})`;
}
