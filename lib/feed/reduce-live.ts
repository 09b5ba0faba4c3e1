import { z } from "zod";
import { AlertJson } from "@/lib/alerts/read-wire";
import type { AlertWire } from "@/lib/alerts/wire";
import { HEALTH_STATES } from "@/lib/health/schema";
import { DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { CHART_METRIC, type LiveFigure, type LiveStatus } from "./live";
import { CollectedMetrics, reduceAlerts } from "./reduce";
import type { FeedEvent } from "./schema";

const FEED_LENGTH = 80;
const Assessed = z.object({
  overall_status: z.enum(HEALTH_STATES),
  uptime_percentage: z.number().nullable(),
  subsystems: z.record(z.string(), z.object({ status: z.enum(HEALTH_STATES) })),
});

/** The live page after one more event. An event it cannot read, or one older than what it shows, changes only the list. */
export function reduceLive(status: LiveStatus, event: FeedEvent): LiveStatus {
  if (status.feed.some(({ id }) => id === event.id)) return status;
  const next = { ...status, at: laterOf(status.at, event.at), feed: [event, ...status.feed].slice(0, FEED_LENGTH) };
  switch (event.event) {
    case "performance:update": {
      const collected = CollectedMetrics.safeParse(event.data);
      return collected.success ? withFigures(next, collected.data) : next;
    }
    case "health:update": {
      const assessed = Assessed.safeParse(event.data);
      return assessed.success ? withHealth(next, assessed.data) : next;
    }
    case "alert:new":
    case "alert:update": {
      const alert = AlertJson.safeParse(event.data);
      return alert.success ? withAlert(next, alert.data) : next;
    }
    default:
      return next;
  }
}

function withFigures(status: LiveStatus, { at, metrics }: CollectedMetrics): LiveStatus {
  const failures = metrics[CHART_METRIC] ?? null;
  return {
    ...status,
    figures: status.figures.map((figure) => renewed(figure, { at, value: metrics[figure.metric] ?? null })),
    chart: failures === null ? status.chart : extended(status.chart, { at, value: failures }),
  };
}

/** No value leaves the last one standing: its age then tells. */
function renewed(figure: LiveFigure, { at, value }: { at: string; value: number | null }): LiveFigure {
  if (value === null || (figure.at !== null && at <= figure.at)) return figure;
  const minutes = figure.at === null ? 0 : minuteOf(at) - minuteOf(figure.at);
  return { ...figure, value, at, points: pushed(figure.points, { minutes, value }) };
}

function extended(chart: LiveStatus["chart"], { at, value }: { at: string; value: number }): LiveStatus["chart"] {
  const last = chart.times.at(-1);
  if (last === undefined) return chart;
  const minutes = minuteOf(at) - Math.floor(last / MINUTE_MS);
  if (minutes < 0) return chart;
  const added = Array.from({ length: minutes }, (_, index) => last + (index + 1) * MINUTE_MS);
  return {
    times: [...chart.times, ...added].slice(-chart.times.length),
    values: pushed(chart.values, { minutes, value }),
    ghost: [...chart.ghost, ...added.map(() => null)].slice(-chart.ghost.length),
  };
}

/** The last value is that of the running minute; a minute without one is a gap. */
function pushed(
  points: readonly (number | null)[],
  { minutes, value }: { minutes: number; value: number },
): (number | null)[] {
  const gaps = Array.from({ length: Math.max(0, minutes - 1) }, () => null);
  const grown = minutes === 0 ? [...points.slice(0, -1), value] : [...points, ...gaps, value];
  return grown.slice(-Math.max(points.length, 1));
}

function withHealth(status: LiveStatus, health: z.infer<typeof Assessed>): LiveStatus {
  return {
    ...status,
    overall: health.overall_status,
    uptime: health.uptime_percentage,
    subsystems: Object.fromEntries(Object.entries(health.subsystems).map(([name, part]) => [name, part.status])),
  };
}

function withAlert(status: LiveStatus, alert: AlertWire): LiveStatus {
  const known = [...status.alerts, ...status.recent].find(({ id }) => id === alert.id);
  if (known !== undefined && known.version >= alert.version) return status;
  const since = new Date(new Date(status.at).getTime() - DAY_MS).toISOString();
  return {
    ...status,
    alerts: reduceAlerts(status.alerts, alert),
    recent: [...status.recent.filter(({ id }) => id !== alert.id), alert]
      .filter(({ triggered_at }) => triggered_at >= since)
      .sort((a, b) => (a.triggered_at < b.triggered_at ? 1 : -1)),
  };
}

function minuteOf(at: string): number {
  return Math.floor(new Date(at).getTime() / MINUTE_MS);
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}
