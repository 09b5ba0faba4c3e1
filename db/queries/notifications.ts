import { and, asc, eq, gt, inArray, isNull, ne, notInArray, notLike, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import {
  accounts,
  adminNotificationPreferences,
  alerts,
  contactAddresses,
  deliveryAttempts,
  notifications,
  pushSubscriptions,
} from "@/db/schema";
import { Role } from "@/lib/access/schema";
import type { Scope } from "@/lib/kernel/scope";
import { Severity } from "@/lib/kernel/severity";
import { type Person, tellingKey } from "@/lib/notifications/house";
import { type Notification, NotificationStatus, Occasion } from "@/lib/notifications/schema";
import { Channel } from "@/lib/rules/schema";
import { alertsInScope } from "./alerts";
import { toPreferences } from "./preferences";

const Verified = z.array(z.object({ kind: z.string(), value: z.string() }));

/** Everybody an alert could be told to: accounts that are not disabled, with their preferences where they saved some. */
export async function listPeople(db: Queryable): Promise<Person[]> {
  // One statement: it is asked for each occasion of each alert.
  const rows = await db
    .select({
      account: accounts,
      saved: adminNotificationPreferences,
      verified: sql`(select coalesce(json_agg(json_build_object('kind', kind, 'value', value) order by id), '[]')
        from ${contactAddresses} where account_id = ${accounts.id} and verified_at is not null)`,
      browsers: sql<number>`(select count(*)::int from ${pushSubscriptions}
        where account_id = ${accounts.id} and ended_at is null)`,
    })
    .from(accounts)
    .leftJoin(adminNotificationPreferences, eq(adminNotificationPreferences.adminUserId, accounts.id))
    .where(isNull(accounts.disabledAt))
    .orderBy(asc(accounts.id));
  return rows.map(({ account, saved, verified, browsers }) => {
    const own = Verified.parse(verified);
    const phone = saved?.phone ?? null;
    return {
      id: account.id,
      name: account.name,
      email: account.email,
      role: Role.parse(account.role),
      brands: account.brands,
      isDemo: account.isDemo,
      preferences: saved === null ? null : toPreferences(saved),
      contacts: {
        verifiedEmails: own.flatMap(({ kind, value }) => (kind === "email" ? [value] : [])),
        phone:
          phone === null
            ? null
            : { number: phone, isVerified: own.some(({ kind, value }) => kind === "phone" && value === phone) },
        browsers,
        slackChannel: saved?.slackChannel ?? null,
      },
    };
  });
}

/**
 * When each recipient was told by a channel since `since`, or is just being told, by `tellingKey`: one instant a message,
 * whatever it named. An acknowledgement only changes a message, and is none.
 */
export async function listRecentTellings(
  db: Queryable,
  asked: {
    channels: readonly Channel[];
    since: Date;
    /** Absent: of everybody. */
    recipients?: readonly string[];
    /** Rows that are just being sent and do not count. */
    besides?: readonly number[];
  },
): Promise<Map<string, Date[]>> {
  const told = new Map<string, Date[]>();
  const { channels, since, recipients, besides = [] } = asked;
  if (channels.length === 0) return told;
  const { id, channel, recipient, firstAttemptAt, status, occasion } = notifications;
  const isAsked = and(
    notLike(occasion, "acknowledged:%"),
    recipients === undefined ? undefined : inArray(recipient, [...recipients]),
  );
  const delivered = db
    .select({ channel: deliveryAttempts.channel, recipient, at: deliveryAttempts.at })
    .from(deliveryAttempts)
    .innerJoin(notifications, eq(notifications.id, deliveryAttempts.notificationId))
    .where(
      and(
        inArray(deliveryAttempts.channel, [...channels]),
        gt(deliveryAttempts.at, since),
        eq(deliveryAttempts.outcome, "delivered"),
        isAsked,
      ),
    );
  const sending = db
    .select({ channel, recipient, at: sql`max(${firstAttemptAt})`.mapWith(firstAttemptAt) })
    .from(notifications)
    .where(and(inArray(channel, [...channels]), eq(status, "sending"), notInArray(id, [0, ...besides]), isAsked))
    .groupBy(channel, recipient, sql`coalesce(${notifications.bundle}, ${id})`);
  for (const row of await delivered.unionAll(sending)) {
    const key = tellingKey(Channel.parse(row.channel), row.recipient);
    told.set(key, [...(told.get(key) ?? []), row.at]);
  }
  return told;
}

/** Whether an alert of one of these metrics, or of this subsystem by its label, was told beside the log, as gravely, since. */
export async function wasSubsystemTold(
  db: Queryable,
  asked: {
    subsystem: string;
    metrics: readonly string[];
    severities: readonly Severity[];
    since: Date;
  },
): Promise<boolean> {
  const { createdAt, alertId, severity, channel, status } = notifications;
  const isOfSubsystem = or(
    eq(sql`${alerts.labels} ->> 'subsystem'`, asked.subsystem),
    inArray(alerts.metric, ["", ...asked.metrics]),
  );
  const rows = await db
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(alerts, eq(alerts.id, alertId))
    .where(
      and(
        gt(createdAt, asked.since),
        inArray(severity, [...asked.severities]),
        ne(channel, "log"),
        inArray(status, ["queued", "sending", "delivered"]),
        isOfSubsystem,
      ),
    )
    .limit(1);
  return rows.length > 0;
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
