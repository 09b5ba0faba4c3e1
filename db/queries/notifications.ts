import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { accounts, adminNotificationPreferences, alerts, notifications } from "@/db/schema";
import { Role } from "@/lib/access/schema";
import type { Scope } from "@/lib/kernel/scope";
import { Severity } from "@/lib/kernel/severity";
import type { Person } from "@/lib/notifications/decide";
import { type Notification, NotificationStatus, Occasion } from "@/lib/notifications/schema";
import { Channel } from "@/lib/rules/schema";
import { alertsInScope } from "./alerts";
import { toPreferences } from "./preferences";

/** Everybody an alert could be told to: accounts that are not disabled, with their preferences where they saved some. */
export async function listPeople(db: Queryable): Promise<Person[]> {
  const rows = await db
    .select({ account: accounts, saved: adminNotificationPreferences })
    .from(accounts)
    .leftJoin(adminNotificationPreferences, eq(adminNotificationPreferences.adminUserId, accounts.id))
    .where(sql`${accounts.disabledAt} is null`)
    .orderBy(asc(accounts.id));
  return rows.map(({ account, saved }) => ({
    id: account.id,
    name: account.name,
    email: account.email,
    role: Role.parse(account.role),
    brands: account.brands,
    isDemo: account.isDemo,
    preferences: saved === null ? null : toPreferences(saved),
  }));
}

/** Channels that told, or are telling, of an alert; one that holds it back has not told it yet. */
export async function listTellingChannels(db: Queryable, alertId: number): Promise<Channel[]> {
  const rows = await db
    .selectDistinct({ channel: notifications.channel })
    .from(notifications)
    .where(and(eq(notifications.alertId, alertId), inArray(notifications.status, ["queued", "sending", "delivered"])));
  return rows.map(({ channel }) => Channel.parse(channel));
}

/** Every decision about an alert, in the order it was made: who was told, who was not, and why. */
export async function listNotifications(db: Queryable, scope: Scope, alertId: number): Promise<Notification[]> {
  const rows = await db
    .select({ row: notifications })
    .from(notifications)
    .innerJoin(alerts, eq(alerts.id, notifications.alertId))
    .where(and(eq(notifications.alertId, alertId), alertsInScope(scope)))
    .orderBy(asc(notifications.id));
  return rows.map(({ row }) => toNotification(row));
}

export function toNotification(row: typeof notifications.$inferSelect): Notification {
  return {
    id: row.id,
    alertId: row.alertId,
    occasion: Occasion.parse(row.occasion),
    recipient: row.recipient,
    channel: Channel.parse(row.channel),
    severity: Severity.parse(row.severity),
    status: NotificationStatus.parse(row.status),
    reason: row.reason,
    decision: row.decision,
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt,
    firstAttemptAt: row.firstAttemptAt,
    deliveredAt: row.deliveredAt,
    receipt: row.receipt,
    lastError: row.lastError,
    createdAt: row.createdAt,
  };
}

/** An occasion of an open alert about which nothing was decided. */
export interface UntoldOccasion {
  alertId: number;
  occasion: Occasion;
  severity: Severity;
}

const Untold = z.object({ alertId: z.number(), occasion: Occasion, severity: Severity });

/** Open alerts whose raising, last escalation or last triggering again, in `[from, before)`, has no decision at all: its event was lost. */
export async function listUntold(
  db: Queryable,
  { from, before }: { from: Date; before: Date },
): Promise<UntoldOccasion[]> {
  const isIn = (at: SQL) =>
    sql`${at} >= ${from.toISOString()}::timestamptz and ${at} < ${before.toISOString()}::timestamptz`;
  const result = await db.execute(sql`
    select o.id as "alertId", o.occasion, o.severity
    from (
      select id, triggered_at, severity, 'triggered' as occasion from alerts
      where status in ('triggered', 'acknowledged', 'escalated') and ${isIn(sql`triggered_at`)}
      union all
      select id, triggered_at, severity, 'escalated:' || escalation_level from alerts
      where status in ('triggered', 'acknowledged', 'escalated') and escalation_level > 0 and ${isIn(sql`escalated_at`)}
      union all
      select a.id, a.triggered_at, a.severity, 'retriggered:' || a.retriggers from alerts a
      join lateral (
        select max(at) as at from alert_timeline where alert_id = a.id and kind = 'unacknowledged'
      ) t on ${isIn(sql`t.at`)}
      where a.status = 'triggered' and a.retriggers > 0
    ) o
    where not exists (
      select 1 from notifications n
      where n.alert_triggered_at = o.triggered_at and n.alert_id = o.id and n.occasion = o.occasion
    )
    order by o.id, o.occasion desc
    limit 100`);
  return z.array(Untold).parse(result.rows);
}

/** Which of these alerts an account was told of, or is about to be. */
export async function listToldTo(db: Queryable, accountId: number, alertIds: readonly number[]): Promise<Set<number>> {
  if (alertIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ alertId: notifications.alertId })
    .from(notifications)
    .where(
      and(
        eq(notifications.recipient, `account:${accountId}`),
        inArray(notifications.alertId, [...alertIds]),
        inArray(notifications.status, ["queued", "sending", "delivered"]),
      ),
    );
  return new Set(rows.map(({ alertId }) => alertId));
}
