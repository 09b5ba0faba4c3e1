import { bigserial, doublePrecision, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "@/db/columns";

/** Stored health: one row a check. `service` is `overall`, a subsystem or a service of the health list. */
export const healthChecks = pgTable(
  "health_checks",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    service: text("service").notNull(),
    status: text("status").notNull(),
    latencyMs: doublePrecision("latency_ms"),
    message: text("message"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    checkedAt: instant("checked_at").notNull(),
  },
  (table) => [index("health_checks_service").on(table.service, table.checkedAt)],
);

/** Counted for ever, so that a purge of health_checks does not change the uptime. One row, `overall`. */
export const uptimeCounts = pgTable("uptime_counts", {
  service: text("service").primaryKey(),
  checks: doublePrecision("checks").notNull(),
  notCritical: doublePrecision("not_critical").notNull(),
  since: instant("since").notNull(),
});
