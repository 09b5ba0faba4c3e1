import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { accounts, adminNotificationPreferences } from "@/db/schema";
import type { Preferences } from "@/lib/preferences/schema";
import { type PreferencesWire, preferencesOf } from "@/lib/preferences/wire";

type Row = typeof adminNotificationPreferences.$inferSelect;

/** What an account saved, as the API says it, and when. */
export interface SavedPreferences {
  id: number;
  preferences: PreferencesWire;
  createdAt: Date;
  updatedAt: Date;
}

/** Null until the account saved some. */
export async function findPreferences(db: Queryable, accountId: number): Promise<SavedPreferences | null> {
  const { adminUserId } = adminNotificationPreferences;
  const [row] = await db.select().from(adminNotificationPreferences).where(eq(adminUserId, accountId));
  return row === undefined ? null : toSavedPreferences(row);
}

/** So that of two changes at once by one account the second sees the first. */
export async function lockPreferences(db: Queryable, accountId: number): Promise<SavedPreferences | null> {
  await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for("no key update");
  return findPreferences(db, accountId);
}

export function toSavedPreferences(row: Row): SavedPreferences {
  return { id: row.id, preferences: toWire(row), createdAt: row.createdAt, updatedAt: row.updatedAt };
}

/** A row as what decides who is told. */
export function toPreferences(row: Row): Preferences {
  return preferencesOf(toWire(row));
}

function toWire(row: Row): PreferencesWire {
  return {
    email_notifications: row.emailNotifications,
    sms_notifications: row.smsNotifications,
    slack_notifications: row.slackNotifications,
    push_notifications: row.pushNotifications,
    critical_alerts: row.criticalAlerts,
    warning_alerts: row.warningAlerts,
    info_alerts: row.infoAlerts,
    emergency_alerts: row.emergencyAlerts,
    quiet_hours_enabled: row.quietHoursEnabled,
    quiet_start_time: row.quietStartTime,
    quiet_end_time: row.quietEndTime,
    time_zone: row.timeZone,
    email: row.email,
    phone: row.phone,
    slack_channel: row.slackChannel,
    channel_severities: row.channelSeverities,
    delays_minutes: row.delaysMinutes,
    quiet_days: row.quietDays,
    critical_breaks_quiet: row.criticalBreaksQuiet,
    resolution_notices: row.resolutionNotices,
  };
}

/** What the API says, as columns. */
export function toPreferencesRow(wire: PreferencesWire) {
  return {
    emailNotifications: wire.email_notifications,
    smsNotifications: wire.sms_notifications,
    slackNotifications: wire.slack_notifications,
    pushNotifications: wire.push_notifications,
    criticalAlerts: wire.critical_alerts,
    warningAlerts: wire.warning_alerts,
    infoAlerts: wire.info_alerts,
    emergencyAlerts: wire.emergency_alerts,
    quietHoursEnabled: wire.quiet_hours_enabled,
    quietStartTime: wire.quiet_start_time,
    quietEndTime: wire.quiet_end_time,
    timeZone: wire.time_zone,
    email: wire.email,
    phone: wire.phone,
    slackChannel: wire.slack_channel,
    channelSeverities: wire.channel_severities,
    delaysMinutes: wire.delays_minutes,
    quietDays: wire.quiet_days,
    criticalBreaksQuiet: wire.critical_breaks_quiet,
    resolutionNotices: wire.resolution_notices,
  };
}

/** Until when an account has seen what its quiet hours held; null for never. */
export async function findQuietSeenUntil(db: Queryable, accountId: number): Promise<Date | null> {
  const { adminUserId, quietSeenUntil } = adminNotificationPreferences;
  const [row] = await db
    .select({ quietSeenUntil })
    .from(adminNotificationPreferences)
    .where(eq(adminUserId, accountId));
  return row?.quietSeenUntil ?? null;
}
