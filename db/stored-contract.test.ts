import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "@/db/queries/read-rows";
import { type TestDatabase, testDatabase } from "./test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const Column = z.object({ name: z.string(), type: z.string(), fallback: z.string().nullable() });

async function columnsOf(table: string) {
  const columns = await readRows(
    database.db,
    Column,
    sql`
      select column_name as name, column_default as fallback,
        data_type || coalesce('(' || character_maximum_length || ')', '') as type
      from information_schema.columns where table_schema = 'public' and table_name = ${table}`,
  );
  return new Map(columns.map(({ name, type, fallback }) => [name, { type, fallback }]));
}

/** The names others may query by (requirements K1 to K3, section 12). */
const COLUMNS = {
  metrics_history:
    "id metric_type value tags timestamp created_at metric_name metric_value metric_timestamp service_name metric_unit metric_tags",
  system_metrics: "id metric_name metric_value metric_timestamp service_name metric_unit metric_tags",
  alerts:
    "id rule_name metric value threshold severity status message details triggered_at acknowledged_at acknowledged_by resolved_at resolution_notes escalation_reason created_at alert_rule_id notifications_sent notification_attempts auto_resolved",
  alert_history:
    "id alert_rule_id metric_value alert_severity triggered_at acknowledged_at resolved_at acknowledged_by notifications_sent notification_attempts resolution_notes auto_resolved",
  alert_rules:
    "id rule_name metric_name threshold_value comparison_operator severity notification_channels cooldown_minutes max_alerts_per_hour is_active created_at updated_at duration_seconds levels labels condition runbook version",
  admin_notification_preferences:
    "id admin_user_id email_notifications sms_notifications slack_notifications critical_alerts warning_alerts info_alerts quiet_hours_enabled quiet_start_time quiet_end_time created_at updated_at time_zone emergency_alerts email phone slack_channel push_notifications",
};

const TYPES = [
  ["metrics_history", "metric_type", "character varying(100)"],
  ["metrics_history", "value", "double precision"],
  ["metrics_history", "service_name", "character varying(50)"],
  ["metrics_history", "metric_unit", "character varying(20)"],
  ["alerts", "id", "integer"],
  ["alerts", "rule_name", "character varying(255)"],
  ["alerts", "metric", "character varying(100)"],
  ["alerts", "acknowledged_by", "character varying(255)"],
  ["alert_rules", "rule_name", "character varying(100)"],
  ["alert_rules", "metric_name", "character varying(100)"],
] as const;

const DEFAULTS = [
  ["alert_rules", "cooldown_minutes", "15"],
  ["alert_rules", "max_alerts_per_hour", "4"],
  ["alert_rules", "is_active", "true"],
  ["alerts", "notification_attempts", "0"],
  ["alerts", "auto_resolved", "false"],
  ["admin_notification_preferences", "email_notifications", "true"],
  ["admin_notification_preferences", "sms_notifications", "false"],
  ["admin_notification_preferences", "slack_notifications", "true"],
  ["admin_notification_preferences", "critical_alerts", "true"],
  ["admin_notification_preferences", "warning_alerts", "true"],
  ["admin_notification_preferences", "info_alerts", "false"],
  ["admin_notification_preferences", "quiet_hours_enabled", "false"],
] as const;

describe("what others may query", () => {
  it.each(Object.entries(COLUMNS))("%s has the sources' columns and ours", async (table, names) => {
    expect([...(await columnsOf(table)).keys()]).toEqual(expect.arrayContaining(names.split(" ")));
  });

  it.each(TYPES)("%s.%s is %s", async (table, column, type) => {
    expect((await columnsOf(table)).get(column)?.type).toBe(type);
  });

  it.each(DEFAULTS)("%s.%s is %s unless said", async (table, column, fallback) => {
    expect((await columnsOf(table)).get(column)?.fallback).toBe(fallback);
  });

  it.each([
    ["alerts", "(status)"],
    ["alerts", "(severity)"],
    ["alerts", "(triggered_at)"],
    ["alerts", "(rule_name)"],
    ["alerts", "(triggered_at) WHERE"],
    ["metric_samples", "(series_id, at)"],
    ["metric_samples", "(at)"],
    ["metric_series", "(metric, service_name)"],
  ])("%s is indexed by %s", async (table, by) => {
    const indexes = await readRows(
      database.db,
      z.object({ definition: z.string() }),
      sql`select indexdef as definition from pg_indexes where tablename = ${table}`,
    );
    expect(indexes.map(({ definition }) => definition).join("\n")).toContain(by);
  });
});
