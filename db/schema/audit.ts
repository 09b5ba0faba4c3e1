import { bigserial, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "@/db/columns";

/** Append-only: who did what to which thing, with before and after. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    /** `account:7`, `token:3 of ana@x.test`, `system`. */
    actor: text("actor").notNull(),
    /** `noun/past-verb`: `alert/acknowledged`, `dashboard/viewed`. */
    action: text("action").notNull(),
    /** The thing it was done to: `alert:42`. */
    subject: text("subject"),
    brand: text("brand"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    correlationId: text("correlation_id"),
  },
  (table) => [index("audit_events_at").on(table.at), index("audit_events_action").on(table.action, table.at)],
);
