import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { accounts, adminNotificationPreferences, alerts, notifications } from "@/db/schema";
import { Role } from "@/lib/access/schema";
import type { Scope } from "@/lib/kernel/scope";
import { Severity } from "@/lib/kernel/severity";
import type { Person } from "@/lib/notifications/decide";
import { type Notification, NotificationStatus, Occasion } from "@/lib/notifications/schema";
import type { Preferences } from "@/lib/preferences/schema";
import { Channel } from "@/lib/rules/schema";
import { alertsInScope } from "./alerts";

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

function toPreferences(saved: typeof adminNotificationPreferences.$inferSelect): Preferences {
  return {
    channels: {
      email: saved.emailNotifications,
      sms: saved.smsNotifications,
      slack: saved.slackNotifications,
      push: saved.pushNotifications,
    },
    severities: {
      info: saved.infoAlerts,
      warning: saved.warningAlerts,
      critical: saved.criticalAlerts,
      emergency: saved.emergencyAlerts ?? saved.criticalAlerts,
    },
    email: saved.email,
  };
}

/** Channels that told, or are about to tell, of an alert. */
export async function listTellingChannels(db: Queryable, alertId: number): Promise<Channel[]> {
  const rows = await db
    .selectDistinct({ channel: notifications.channel })
    .from(notifications)
    .where(
      and(
        eq(notifications.alertId, alertId),
        inArray(notifications.status, ["queued", "held", "sending", "delivered"]),
      ),
    );
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
  isRepeat: z.boolean(),
});

/**
 * Takes due rows of a channel, oldest first, so that nobody else takes them before `leasedUntil`. A row whose lease has
 * passed was left by a crash and is taken again.
 */
export async function takeDue(
  db: Queryable,
  { channel, limit, now, leasedUntil }: { channel: Channel; limit: number; now: Date; leasedUntil: Date },
): Promise<TakenNotification[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const result = await db.execute(sql`
    with due as (
      select id, alert_triggered_at, status = 'sending' as is_repeat from notifications
      where channel = ${channel} and status in ('queued', 'sending') and next_attempt_at <= ${at}
        and (leased_until is null or leased_until <= ${at})
      order by next_attempt_at, id
      limit ${limit}
      for update skip locked
    )
    update notifications n set status = 'sending', attempts = n.attempts + 1,
      leased_until = ${leasedUntil.toISOString()}::timestamptz, first_attempt_at = coalesce(n.first_attempt_at, ${at})
    from due where n.id = due.id and n.alert_triggered_at = due.alert_triggered_at
    returning n.id, to_json(n.alert_triggered_at) as "alertTriggeredAt", n.alert_id as "alertId", n.occasion, n.severity, n.recipient,
      n.attempts, to_json(n.first_attempt_at) as "firstAttemptAt", n.correlation_id as "correlationId",
      due.is_repeat as "isRepeat"`);
  return z
    .array(Taken)
    .parse(result.rows)
    .sort((a, b) => a.id - b.id);
}

/** Channels with rows that were due before `before` and that no run took: what a crash left. */
export async function listOverdueChannels(db: Queryable, before: Date): Promise<Channel[]> {
  const at = sql`${before.toISOString()}::timestamptz`;
  const rows = await db
    .selectDistinct({ channel: notifications.channel })
    .from(notifications)
    .where(
      sql`${notifications.status} in ('queued', 'sending') and ${notifications.nextAttemptAt} <= ${at}
        and (${notifications.leasedUntil} is null or ${notifications.leasedUntil} <= ${at})`,
    );
  return rows.map(({ channel }) => Channel.parse(channel));
}

/** An occasion of an open alert about which nothing was decided. */
export interface UntoldOccasion {
  alertId: number;
  occasion: Occasion;
  severity: Severity;
}

const Untold = z.object({ alertId: z.number(), occasion: Occasion, severity: Severity });

/** Open alerts whose raising or last escalation, in `[from, before)`, has no decision at all: its event was lost. */
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
    ) o
    where not exists (
      select 1 from notifications n
      where n.alert_triggered_at = o.triggered_at and n.alert_id = o.id and n.occasion = o.occasion
    )
    order by o.id, o.occasion desc
    limit 100`);
  return z.array(Untold).parse(result.rows);
}

/** When the next row of a channel is due, null when none waits. */
export async function nextDueAt(db: Queryable, channel: Channel): Promise<Date | null> {
  const [row] = await db
    .select({
      at: sql`min(greatest(${notifications.nextAttemptAt}, ${notifications.leasedUntil}))`.mapWith(
        notifications.nextAttemptAt,
      ),
    })
    .from(notifications)
    .where(and(eq(notifications.channel, channel), inArray(notifications.status, ["queued", "sending"])));
  return row?.at ?? null;
}
