import { sql } from "drizzle-orm";
import { bigint, bigserial, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant } from "@/db/columns";

/**
 * At once queue, history and explanation of messages to people. Partitioned by the month the alert was triggered in,
 * which is therefore part of every unique key; the partitions are made by `db/partitions.ts`.
 */
export const notifications = pgTable(
  "notifications",
  {
    id: bigserial("id", { mode: "number" }).notNull(),
    alertTriggeredAt: instant("alert_triggered_at").notNull(),
    alertId: integer("alert_id").notNull(),
    /** Why it is told now: `triggered`, `escalated:1`, `resolved` …. */
    occasion: text("occasion").notNull(),
    /** `account:7`, `address:ops@x.test` or `channel`; never null, so that uniqueness holds. */
    recipient: text("recipient").notNull(),
    channel: text("channel").notNull(),
    severity: text("severity").notNull(),
    /** `queued`, `held`, `skipped`, `sending`, `delivered`, `failed`. */
    status: text("status").notNull(),
    /** In words: why it is sent, held or skipped. */
    reason: text("reason").notNull(),
    /** The gates passed and their results. */
    decision: jsonb("decision").$type<Record<string, unknown>>().notNull().default({}),
    attempts: integer("attempts").notNull().default(0),
    /** When it was to leave first: at once, or when what held it ended. Null where it was skipped. */
    dueAt: instant("due_at"),
    nextAttemptAt: instant("next_attempt_at"),
    firstAttemptAt: instant("first_attempt_at"),
    /** Until when the row is somebody's to send, or, while it is queued, its provider asked to be left alone. */
    leasedUntil: instant("leased_until"),
    /** The row whose message names this one too; its own id where it carries others. Rows of a bundle are taken together. */
    bundle: bigint("bundle", { mode: "number" }),
    /** The row whose channel did not take it in time; this one is told instead. */
    fallbackOf: bigint("fallback_of", { mode: "number" }),
    deliveredAt: instant("delivered_at"),
    receipt: text("receipt"),
    lastError: text("last_error"),
    correlationId: text("correlation_id"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.alertTriggeredAt] }),
    uniqueIndex("notifications_once").on(
      table.alertTriggeredAt,
      table.alertId,
      table.occasion,
      table.recipient,
      table.channel,
    ),
    index("notifications_alert").on(table.alertId),
    index("notifications_queue")
      .on(table.channel, table.recipient, table.id)
      .where(sql`status in ('queued', 'sending')`),
    index("notifications_recipient").on(table.recipient, table.createdAt),
    index("notifications_due")
      .on(table.channel, table.recipient, table.status, table.nextAttemptAt)
      .where(sql`status in ('queued', 'held', 'sending')`),
    index("notifications_created").on(table.createdAt),
  ],
);

/** One row for each attempt to deliver a notification. */
export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    notificationId: integer("notification_id").notNull(),
    alertId: integer("alert_id").notNull(),
    channel: text("channel").notNull(),
    attempt: integer("attempt").notNull(),
    at: instant("at").notNull(),
    /** `delivered`, `retry`, `failed`. */
    outcome: text("outcome").notNull(),
    durationMs: integer("duration_ms").notNull(),
    /** The provider's word. */
    response: text("response"),
  },
  (table) => [
    index("delivery_attempts_alert").on(table.alertId),
    index("delivery_attempts_notification").on(table.notificationId),
    index("delivery_attempts_channel").on(table.channel, table.at),
  ],
);
