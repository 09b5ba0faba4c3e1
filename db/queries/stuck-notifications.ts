import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { Severity } from "@/lib/kernel/severity";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import { NotificationStatus, Occasion } from "@/lib/notifications/schema";
import { Channel } from "@/lib/rules/schema";
import { readRows } from "./read-rows";

/** What was refused longer ago than this has fallen back, or never will. */
const LOOK_BACK_MS = HOUR_MS;
/** Rows that are looked at together. */
export const STUCK_AT_ONCE = 200;

const StuckRow = z.object({
  id: z.coerce.number(),
  alertId: z.number(),
  channel: Channel,
  accountId: z.number(),
  severity: Severity,
  occasion: Occasion,
  status: NotificationStatus,
  dueAt: z.coerce.date(),
  lastError: z.string().nullable(),
  correlationId: z.string().nullable(),
  /** For the same person and occasion, by every channel. */
  decided: z.array(z.object({ channel: Channel, status: NotificationStatus })),
});
export type StuckRow = z.infer<typeof StuckRow>;

/**
 * Critical and graver messages to people about alerts that nobody has, due before `before` and not taken yet, or refused for
 * good; those that fell back already are left out. Oldest first, 200 at most.
 */
export async function listStuck(
  db: Queryable,
  asked: {
    before: Date;
    now: Date;
    /** Channels that take nothing: what waits there has waited long enough at once. */
    down: readonly Channel[];
    channel?: Channel;
    recipients?: readonly string[];
  },
): Promise<StuckRow[]> {
  const [before, since] = [asked.before, addMs(asked.now, -LOOK_BACK_MS)].map(
    (at) => sql`${at.toISOString()}::timestamptz`,
  );
  const isAsked = sql`n.recipient like 'account:%' and n.channel in ('email', 'slack', 'push', 'sms')
    ${asked.channel === undefined ? sql`` : sql`and n.channel = ${asked.channel}`}
    ${asked.recipients === undefined ? sql`` : sql`and n.recipient = any(${sql.param([...asked.recipients])}::text[])`}`;
  return readRows(
    db,
    StuckRow,
    sql`
    select n.id, n.alert_id as "alertId", n.channel, split_part(n.recipient, ':', 2)::int as "accountId", n.severity,
      n.occasion, n.status, to_json(coalesce(n.due_at, n.created_at)) as "dueAt", n.last_error as "lastError",
      n.correlation_id as "correlationId",
      (select coalesce(json_agg(json_build_object('channel', o.channel, 'status', o.status)), '[]') from notifications o
        where o.alert_triggered_at = n.alert_triggered_at and o.alert_id = n.alert_id and o.occasion = n.occasion
          and o.recipient = n.recipient and o.id <> n.id) as decided
    from notifications n join alerts a on a.id = n.alert_id
    where ${isAsked} and n.severity in ('critical', 'emergency') and a.status in ('triggered', 'escalated')
      and a.mute is null
      and ((n.status in ('queued', 'sending') and (coalesce(n.due_at, n.created_at) <= ${before}
          or n.channel = any(${sql.param([...asked.down])}::text[])))
        or (n.status = 'failed' and n.created_at > ${since}))
      and not exists (select 1 from notifications f where f.fallback_of = n.id
        and f.alert_triggered_at = n.alert_triggered_at and f.alert_id = n.alert_id)
    order by n.id
    limit ${STUCK_AT_ONCE}`,
  );
}
