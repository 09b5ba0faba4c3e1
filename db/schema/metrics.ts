import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { createdAt, instant } from "@/db/columns";
import type { Labels } from "@/lib/kernel/labels";

export const metricSeries = pgTable(
  "metric_series",
  {
    id: serial("id").primaryKey(),
    metric: text("metric").notNull(),
    labels: jsonb("labels").$type<Labels>().notNull(),
    fingerprint: text("fingerprint").notNull(),
    serviceName: text("service_name"),
    unit: text("unit"),
    /** The newest sample, kept beside the series so that "now" costs no scan. */
    newestAt: instant("newest_at"),
    newestValue: doublePrecision("newest_value"),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("metric_series_metric_fingerprint").on(table.metric, table.fingerprint),
    index("metric_series_metric_service").on(table.metric, table.serviceName),
  ],
);

/** Partitioned by day of `at`; the partitions are made by `db/partitions.ts`. */
export const metricSamples = pgTable(
  "metric_samples",
  {
    seriesId: integer("series_id").notNull(),
    at: instant("at").notNull(),
    value: doublePrecision("value").notNull(),
  },
  (table) => [primaryKey({ columns: [table.seriesId, table.at] }), index("metric_samples_at").on(table.at)],
);

const rollup = {
  seriesId: integer("series_id").notNull(),
  /** Start of the minute or hour. */
  at: instant("at").notNull(),
  count: bigint("count", { mode: "number" }).notNull(),
  sum: doublePrecision("sum").notNull(),
  min: doublePrecision("min").notNull(),
  max: doublePrecision("max").notNull(),
  last: doublePrecision("last").notNull(),
};

export const metricRollups1m = pgTable("metric_rollups_1m", rollup, (table) => [
  primaryKey({ columns: [table.seriesId, table.at] }),
  // Rows arrive in order of time: a small index is enough to roll up and to purge by it.
  index("metric_rollups_1m_at").using("brin", table.at),
]);

export const metricRollups1h = pgTable("metric_rollups_1h", rollup, (table) => [
  primaryKey({ columns: [table.seriesId, table.at] }),
  index("metric_rollups_1h_at").using("brin", table.at),
]);

/** How each source of samples did the last time it was read: what the system page names when one is missing or slow. */
export const sourceStates = pgTable("source_states", {
  source: text("source").primaryKey(),
  /** `ok`, `missing`, `slow`, `failed`. */
  status: text("status").notNull(),
  /** In words, for a person; null when well. */
  warning: text("warning"),
  lastReadAt: instant("last_read_at"),
  lastOkAt: instant("last_ok_at"),
  lastDurationMs: doublePrecision("last_duration_ms"),
  /** A slow source is left alone until then. */
  skipUntil: instant("skip_until"),
});
