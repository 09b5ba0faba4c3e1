import { boolean, integer, jsonb, pgTable, serial, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "@/db/columns";
import type { ChannelSeverities, Delays, QuietDays } from "@/lib/preferences/schema";
import { accounts } from "./access";

export const adminNotificationPreferences = pgTable(
  "admin_notification_preferences",
  {
    id: serial("id").primaryKey(),
    adminUserId: integer("admin_user_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    emailNotifications: boolean("email_notifications").notNull().default(true),
    smsNotifications: boolean("sms_notifications").notNull().default(false),
    slackNotifications: boolean("slack_notifications").notNull().default(true),
    pushNotifications: boolean("push_notifications").notNull().default(false),
    criticalAlerts: boolean("critical_alerts").notNull().default(true),
    warningAlerts: boolean("warning_alerts").notNull().default(true),
    infoAlerts: boolean("info_alerts").notNull().default(false),
    /** null follows critical_alerts. */
    emergencyAlerts: boolean("emergency_alerts"),
    quietHoursEnabled: boolean("quiet_hours_enabled").notNull().default(false),
    quietStartTime: text("quiet_start_time"),
    quietEndTime: text("quiet_end_time"),
    timeZone: text("time_zone"),
    email: text("email"),
    phone: text("phone"),
    slackChannel: text("slack_channel"),
    /** What differs from the switches above for one channel and severity. */
    channelSeverities: jsonb("channel_severities").$type<ChannelSeverities>().notNull().default({}),
    /** How long a channel waits, in minutes, for somebody to acknowledge. */
    delaysMinutes: jsonb("delays_minutes").$type<Delays>().notNull().default({}),
    /** Weekdays with quiet hours of their own, or none; null: every day alike. */
    quietDays: jsonb("quiet_days").$type<QuietDays>(),
    criticalBreaksQuiet: boolean("critical_breaks_quiet").notNull().default(true),
    resolutionNotices: boolean("resolution_notices").notNull().default(false),
    /** Until when this person has seen what their quiet hours held. */
    quietSeenUntil: instant("quiet_seen_until"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("admin_notification_preferences_admin").on(table.adminUserId)],
);
