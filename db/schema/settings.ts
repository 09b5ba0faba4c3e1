import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { updatedAt } from "@/db/columns";

/** What an admin changed at run time; an absent key means the environment's value counts. */
export const settings = pgTable("settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").$type<unknown>().notNull(),
  updatedBy: text("updated_by").notNull(),
  updatedAt: updatedAt(),
});
