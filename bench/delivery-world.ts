import { ensureNotificationPartitions, ensureSamplePartitions } from "@/db/partitions";
import { toRuleRow } from "@/db/queries/rules";
import { accounts, adminNotificationPreferences, alertRules, settings } from "@/db/schema";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { ANY, LAST_VALUE } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import type { OwnDatabase } from "./own-database";

const METRIC = "bench_failure_rate";
const ADMINS = 3;

/** Three admins with e-mail on, one rule over every series, and no groups. */
export async function furnish({ db }: OwnDatabase): Promise<void> {
  const now = new Date();
  const days = { from: addMs(now, -DAY_MS), to: addMs(now, DAY_MS) };
  await ensureSamplePartitions(db, days);
  await ensureNotificationPartitions(db, days);
  for (let id = 1; id <= ADMINS; id += 1) {
    await db.insert(accounts).values({ id, email: `admin${id}@x.test`, name: `Admin ${id}`, role: "admin" });
    await db.insert(adminNotificationPreferences).values({ adminUserId: id });
  }
  const value = { keys: [], wait_seconds: 30, interval_minutes: 5 };
  await db.insert(settings).values({ key: "grouping", value, updatedBy: "bench" });
  await db.insert(alertRules).values(toRuleRow(RULE));
}

/** The samples of one collection: series `from` to `to` fail from now on. */
export async function breach(ctx: Context, { from, to }: { from: number; to: number }): Promise<void> {
  const at = ctx.now();
  const samples = Array.from({ length: to - from }, (_, index) => {
    return { metric: METRIC, labels: { series: `s${from + index}` }, at, value: 50 };
  });
  await evaluateRules(ctx, { at, samples: await recordSamples(ctx, { samples }) });
}

const RULE: Parameters<typeof toRuleRow>[0] = {
  name: "bench_rule",
  metric: METRIC,
  labels: { series: ANY },
  matchers: [],
  condition: LAST_VALUE,
  operator: ">",
  levels: [{ severity: "critical", threshold: 20, recovery: null, durationMs: null }],
  channels: null,
  durationMs: 0,
  cooldownMs: 0,
  holdMs: 0,
  maxAlertsPerHour: 1_000_000,
  windows: null,
  minimumSample: null,
  noData: "keep",
  latenessMs: 0,
  mode: "live",
  class: "ordinary",
  measureId: null,
  runbook: null,
  description: null,
  isActive: true,
};
