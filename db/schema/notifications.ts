import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
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
    /** The severity as a number, so that a backlog leaves by an index, most severe first. */
    urgency: smallint("urgency")
      .notNull()
      .generatedAlwaysAs(
        sql`case severity when 'emergency' then 3 when 'critical' then 2 when 'warning' then 1 else 0 end`,
      ),
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
    index("notifications_lane")
      .on(table.channel, table.recipient, table.alertId, table.id)
      .where(sql`status in ('queued', 'held', 'sending')`),
    index("notifications_urgent")
      .on(table.channel, table.urgency.desc(), table.id)
      .where(sql`status in ('queued', 'sending')`),
    index("notifications_held").on(table.channel, table.nextAttemptAt).where(sql`status = 'held'`),
    index("notifications_bundle").on(table.bundle).where(sql`bundle is not null and status in ('queued', 'sending')`),
    index("notifications_recipient").on(table.recipient, table.createdAt),
    index("notifications_created").on(table.createdAt),
  ],
);

/**
 * What happened to an alert and is to be decided for every recipient: written with the transition, decided in batches. The
 * decisions are rows of `notifications`.
 */
export const occasions = pgTable(
  "occasions",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    alertId: integer("alert_id").notNull(),
    alertTriggeredAt: instant("alert_triggered_at").notNull(),
    /** `triggered`, `escalated:1`, `resolved` …. */
    occasion: text("occasion").notNull(),
    /** The alert's severity when the occasion arose. */
    severity: text("severity").notNull(),
    correlationId: text("correlation_id").notNull(),
    createdAt: createdAt(),
    /** When it is to be decided: at once, or later after a failure. Null once it is decided. */
    dueAt: instant("due_at"),
    decidedAt: instant("decided_at"),
    /** Failed tries to decide it. */
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
  },
  (table) => [
    uniqueIndex("occasions_once").on(table.alertId, table.occasion),
    index("occasions_due").on(table.dueAt, table.id).where(sql`decided_at is null`),
    index("occasions_decided").on(table.decidedAt),
  ],
);

/** Whether a channel's provider takes messages; a channel without a row has not failed yet. */
export const channelCircuits = pgTable("channel_circuits", {
  channel: text("channel").primaryKey(),
  /** Since when it is open; null while it is closed. */
  openedAt: instant("opened_at"),
  /** In words: why it opened. */
  reason: text("reason"),
  /** Probes that failed since it opened. */
  probes: integer("probes").notNull().default(0),
  /** When the next probe may go. */
  probeAt: instant("probe_at"),
  /** The last few messages and whether each was taken, oldest first. */
  recent: jsonb("recent").$type<{ message: number; isTaken: boolean }[]>().notNull().default([]),
});

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
