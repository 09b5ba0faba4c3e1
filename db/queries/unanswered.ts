import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { alerts } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import { EscalationPolicy, type Standing } from "@/lib/escalation/schema";
import { Channel } from "@/lib/rules/schema";
import { toAlert } from "./alerts";
import { readRows } from "./read-rows";

/** Open alerts that nobody acknowledged and nothing hides, with where they stand in their policy; null where none was kept. */
export async function listOpenStandings(db: Queryable): Promise<{ alert: Alert; standing: Standing | null }[]> {
  const rows = await db
    .select()
    .from(alerts)
    .where(and(inArray(alerts.status, ["triggered", "escalated"]), isNull(alerts.mute), eq(alerts.isShadow, false)));
  return rows.map((row) => ({ alert: toAlert(row), standing: standingIn(row) }));
}

function standingIn(row: typeof alerts.$inferSelect): Standing | null {
  if (row.escalationPolicy === null || row.escalationStartedAt === null) return null;
  return {
    policy: EscalationPolicy.parse(row.escalationPolicy),
    startedAt: row.escalationStartedAt,
    stepsDone: row.escalationStepsDone,
    waitedMs: row.escalationWaitedMs,
  };
}

const Queue = z.object({
  channel: Channel,
  recipient: z.string(),
  since: z.coerce.date(),
  messages: z.number(),
  alertId: z.number(),
});

/**
 * The messages of each recipient and channel that were due before `before` and that nobody holds or may try yet; not those
 * about one rule, nor what waits for an earlier message about its alert or for a channel that is failing.
 */
export async function listWaitingQueues(
  db: Queryable,
  { before, exceptRule }: { before: Date; exceptRule: string },
): Promise<z.infer<typeof Queue>[]> {
  const at = sql`${before.toISOString()}::timestamptz`;
  return readRows(
    db,
    Queue,
    sql`
    select n.channel, n.recipient, to_json(min(n.next_attempt_at)) as since, (array_agg(n.alert_id order by n.id))[1] as "alertId",
      count(*)::int as messages
    from notifications n
    where n.status in ('queued', 'held', 'sending') and n.next_attempt_at <= ${at}
      and (n.leased_until is null or n.leased_until <= ${at})
      and n.alert_id not in (select id from alerts where rule_name = ${exceptRule})
      and n.channel not in (select channel from channel_circuits where opened_at is not null)
      and not coalesce((select true from notifications e where e.alert_triggered_at = n.alert_triggered_at
        and e.channel = n.channel and e.recipient = n.recipient and e.alert_id = n.alert_id and e.id < n.id
        and e.status in ('queued', 'sending') limit 1), false)
    group by n.channel, n.recipient
    order by n.channel, n.recipient`,
  );
}
