import { sql } from "drizzle-orm";
import { bigserial, index, integer, jsonb, pgTable, primaryKey, serial, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "@/db/columns";
import type { NoticeContent } from "@/lib/notifications/notice";

/** Messages to people that are about no alert: codes, hand-offs, drills, announcements. Queue and history like `notifications`. */
export const notices = pgTable(
  "notices",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** `code`, `hand-off`, `drill`, `announcement`. */
    kind: text("kind").notNull(),
    /** Names the occasion: planning it twice adds nothing. */
    key: text("key").notNull(),
    /** `account:7`, `address:ops@x.test` or `channel`. */
    recipient: text("recipient").notNull(),
    channel: text("channel").notNull(),
    /** Where it goes instead of the recipient's own address, such as one that is not verified yet. */
    address: text("address"),
    content: jsonb("content").$type<NoticeContent>().notNull(),
    /** `queued`, `sending`, `delivered`, `failed`. */
    status: text("status").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    firstAttemptAt: instant("first_attempt_at"),
    leasedUntil: instant("leased_until"),
    /** Not sent any more after it. */
    expiresAt: instant("expires_at"),
    deliveredAt: instant("delivered_at"),
    receipt: text("receipt"),
    lastError: text("last_error"),
    correlationId: text("correlation_id"),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("notices_once").on(table.key, table.recipient, table.channel),
    index("notices_due").on(table.channel, table.nextAttemptAt).where(sql`status in ('queued', 'sending')`),
  ],
);

/** What an admin tells every connected console. */
export const announcements = pgTable("announcements", {
  id: serial("id").primaryKey(),
  message: text("message").notNull(),
  severity: text("severity").notNull(),
  announcedBy: text("announced_by").notNull(),
  createdAt: createdAt(),
  expiresAt: instant("expires_at").notNull(),
  endedAt: instant("ended_at"),
  endedBy: text("ended_by"),
});

/** An admin's own words of a message; absent, the built-in ones count. */
export const messageTemplates = pgTable(
  "message_templates",
  {
    channel: text("channel").notNull(),
    /** `subject`, `body` …: what the channel has. */
    part: text("part").notNull(),
    body: text("body").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.part] })],
);
