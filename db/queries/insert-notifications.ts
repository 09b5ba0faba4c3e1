import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import type { Severity } from "@/lib/kernel/severity";
import { NotificationStatus, Occasion } from "@/lib/notifications/schema";
import { Channel } from "@/lib/rules/schema";
import { readRows } from "./read-rows";

/** One decision as it is kept. `deliveredAt` is there for what was handed over while it was decided, such as a log line. */
export interface NewNotification {
  alertId: number;
  alertTriggeredAt: Date;
  occasion: Occasion;
  severity: Severity;
  recipient: string;
  channel: Channel;
  status: NotificationStatus;
  reason: string;
  decision: Record<string, unknown>;
  /** When it is due; null where it is skipped or handed over. */
  dueAt: Date | null;
  deliveredAt: Date | null;
  receipt: string | null;
  correlationId: string;
  createdAt: Date;
}

const Inserted = z.object({
  id: z.coerce.number(),
  alertId: z.number(),
  occasion: Occasion,
  channel: Channel,
  recipient: z.string(),
  status: NotificationStatus,
  dueAt: z.coerce.date().nullable(),
});
export type InsertedNotification = z.infer<typeof Inserted>;

/**
 * Keeps decisions in one statement, in their order; a decision there is already stays as it is and is not returned. One
 * parameter, whatever their number: a batch is thousands of rows.
 */
export async function insertNotifications(
  db: Queryable,
  rows: readonly NewNotification[],
): Promise<InsertedNotification[]> {
  if (rows.length === 0) return [];
  const json = JSON.stringify(
    rows.map((row) => ({
      a: row.alertId,
      t: row.alertTriggeredAt,
      o: row.occasion,
      v: row.severity,
      r: row.recipient,
      c: row.channel,
      s: row.status,
      w: row.reason,
      d: row.decision,
      u: row.dueAt,
      f: row.deliveredAt,
      p: row.receipt,
      i: row.correlationId,
      n: row.createdAt,
    })),
  );
  const inserted = await readRows(
    db,
    Inserted,
    sql`insert into notifications (alert_id, alert_triggered_at, occasion, severity, recipient, channel, status, reason,
      decision, next_attempt_at, due_at, attempts, first_attempt_at, delivered_at, receipt, correlation_id, created_at)
    select a, t, o, v, r, c, s, w, d, u, coalesce(u, f), case when f is null then 0 else 1 end, f, f, p, i, n
    from json_to_recordset(${json}::json) as x(a int, t timestamptz, o text, v text, r text, c text, s text, w text,
      d jsonb, u timestamptz, f timestamptz, p text, i text, n timestamptz)
    on conflict do nothing
    returning id, alert_id as "alertId", occasion, channel, recipient, status, to_json(next_attempt_at) as "dueAt"`,
  );
  return inserted.sort((one, other) => one.id - other.id);
}
