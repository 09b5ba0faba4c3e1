import { boolean, integer, pgTable, serial, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, updatedAt } from "@/db/columns";
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
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("admin_notification_preferences_admin").on(table.adminUserId)],
);
