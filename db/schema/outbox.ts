import { sql } from "drizzle-orm";
import { bigserial, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "@/db/columns";

/** Domain events waiting for the engine. The row's id is the event's id, so sending twice is once. */
export const outbox = pgTable(
  "outbox",
  {
    id: uuid("id").primaryKey(),
    /** The order in which events are sent: those of one unit share their instant. */
    seq: bigserial("seq", { mode: "number" }).notNull(),
    name: text("name").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    correlationId: text("correlation_id").notNull(),
    createdAt: createdAt(),
    sentAt: instant("sent_at"),
  },
  (table) => [index("outbox_unsent").on(table.seq).where(sql`sent_at is null`)],
);
