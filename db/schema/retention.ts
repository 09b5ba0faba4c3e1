import { bigint, bigserial, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "@/db/columns";

/** One row for each table a purge went over. */
export const purgeRuns = pgTable("purge_runs", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  at: instant("at").notNull(),
  table: text("table_name").notNull(),
  /** Rows older than this went; nothing younger ever does. */
  before: instant("before").notNull(),
  removed: bigint("removed", { mode: "number" }).notNull(),
  details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
});
