import { bigserial, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "@/db/columns";

/** What the live feed tells, in order of id; older rows than the history size are purged. */
export const feedEvents = pgTable(
  "feed_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    topic: text("topic").notNull(),
    event: text("event").notNull(),
    type: text("type").notNull(),
    severity: text("severity"),
    brand: text("brand"),
    at: instant("at").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index("feed_events_at").on(table.at)],
);
