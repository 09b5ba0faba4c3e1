import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import type { Channel } from "@/lib/rules/schema";
import { readRows } from "./read-rows";

/** One attempt to notify of an alert, and whether its channel took it. */
export interface CountedAttempt {
  alertId: number;
  channel: Channel;
  isDelivered: boolean;
}

const Counted = z.object({ id: z.number() });

/**
 * Counts attempts on their alerts, and adds the channels that took them to those the alert went out by, in one statement.
 * Alerts are locked in the order of their ids, so that two writers never lock each other out. @returns the ids that were found.
 */
export async function countDelivered(db: Queryable, attempts: readonly CountedAttempt[]): Promise<Set<number>> {
  if (attempts.length === 0) return new Set();
  const json = JSON.stringify(
    attempts.map(({ alertId, channel, isDelivered }) => ({ a: alertId, c: channel, d: isDelivered })),
  );
  const rows = await readRows(
    db,
    Counted,
    sql`with counted as (
      select a, count(*)::int as attempts, coalesce(jsonb_agg(distinct c) filter (where d), '[]'::jsonb) as sent
      from json_to_recordset(${json}::json) as x(a int, c text, d boolean) group by a
    ), locked as (
      select id from alerts where id in (select a from counted) order by id for no key update
    )
    update alerts set notification_attempts = notification_attempts + counted.attempts,
      notifications_sent = notifications_sent || (select coalesce(jsonb_agg(s), '[]'::jsonb)
        from jsonb_array_elements(counted.sent) s where not alerts.notifications_sent @> s)
    from counted, locked where alerts.id = counted.a and locked.id = alerts.id
    returning alerts.id`,
  );
  return new Set(rows.map(({ id }) => id));
}
