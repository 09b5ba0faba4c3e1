import "server-only";
import { listActiveAlerts, listAlerts } from "@/db/queries/alerts";
import { findSeriesIds, readRuleActivity } from "@/db/queries/buckets";
import { latestFeedId, listFeedAfter } from "@/db/queries/feed";
import { readUptime } from "@/db/queries/health";
import { alertToWire } from "@/lib/alerts/wire";
import { isWanted } from "@/lib/feed/filter";
import { CHART_METRIC, LIVE_METRICS, type LiveStatus } from "@/lib/feed/live";
import { assessSystem, uptimePercentage } from "@/lib/health/assess";
import { fingerprint, type Labels } from "@/lib/kernel/labels";
import { DAY_MS, windowBefore } from "@/lib/kernel/time";
import { DEFAULT_RULES } from "@/lib/rules/defaults";
import { THRESHOLD_METRICS, type Threshold } from "@/lib/rules/violations";
import type { Context } from "@/lib/server/context";
import { readFigures } from "@/lib/server/figures";
import { platformDatabase } from "@/lib/server/platform";
import { exchangeFor } from "@/lib/server/reporting";
import { serviceHealth } from "@/lib/server/services/health/list";
import { presentThresholds } from "@/lib/server/services/metrics/thresholds";
import { readHistory } from "./history";

const RECENT_LIMIT = 50;
/** Events looked through for those of the viewer. */
const FEED_LOOK_BACK = 60;

/** What the live page shows now, of the whole scope or one brand. */
export async function liveStatus(ctx: Context, { brand }: { brand?: string | undefined }): Promise<LiveStatus> {
  const now = ctx.now();
  const metrics = [...new Set([...LIVE_METRICS, ...THRESHOLD_METRICS, CHART_METRIC])];
  const labels: Labels = brand === undefined ? {} : { brand };
  const seriesIds = await findSeriesIds(ctx.db, { metrics, fingerprint: fingerprint(labels) });
  const thresholds = [...(await presentThresholds(ctx)), ...databaseLimit()];
  const { at, values, answers } = await readFigures(ctx, { brand });
  const health = assessSystem({ values, answers });
  const history = await readHistory(ctx, { seriesIds, thresholds });
  const rules = await readRuleActivity(ctx.db);
  const filter = { scope: ctx.scope, brand };
  const { currency } = await exchangeFor(platformDatabase(ctx), filter, { amounts: [], to: now });
  const open = await listActiveAlerts(ctx.db, ctx.scope, { brand });
  const recent = await listAlerts(ctx.db, ctx.scope, {
    brand,
    ...windowBefore(now, DAY_MS),
    limit: RECENT_LIMIT,
    offset: 0,
  });
  return {
    at: now.toISOString(),
    currency,
    figures: LIVE_METRICS.map((metric) => figureOf(metric, { at, value: values[metric], history })),
    thresholds,
    overall: health.overall,
    subsystems: Object.fromEntries(Object.entries(health.subsystems).map(([name, { status }]) => [name, status])),
    uptime: uptimePercentage(await readUptime(ctx.db)),
    services: await serviceHealth(ctx),
    alerts: open.map(alertToWire),
    recent: recent.alerts.map(alertToWire),
    tape: history.tape,
    rules: { active: rules.active, evaluatedAt: rules.evaluatedAt?.toISOString() ?? null },
    feed: await newestEvents(ctx, brand),
    chart: history.chart,
  };
}

/** H2 names no limit for the database; its tile takes that of the default rule. */
function databaseLimit(): Threshold[] {
  return DEFAULT_RULES.filter(({ metric }) => metric === "database_latency").map(
    ({ metric, operator, threshold, severity }) => ({ metric, condition: operator, threshold, severity }),
  );
}

async function newestEvents(ctx: Context, brand: string | undefined): Promise<LiveStatus["feed"]> {
  const latest = await latestFeedId(ctx.db);
  const after = Math.max(0, latest - FEED_LOOK_BACK);
  const events = await listFeedAfter(ctx.db, { after, limit: FEED_LOOK_BACK });
  return events.filter((event) => isWanted(event, { brand }, ctx.scope)).reverse();
}

interface FigureInput {
  at: Date;
  value: number | null;
  history: Awaited<ReturnType<typeof readHistory>>;
}

/** A metric without a value now is shown by its last one, which is then stale. */
function figureOf(metric: string, { at, value, history }: FigureInput): LiveStatus["figures"][number] {
  const { points, ghost, last } = history.of(metric);
  if (value !== null) return { metric, value, at: at.toISOString(), points, ghost };
  return { metric, value: last?.value ?? null, at: last ? new Date(last.at).toISOString() : null, points, ghost };
}
