import type { QueryClient } from "@tanstack/react-query";
import {
  Alert,
  activeAlerts,
  currentAnnouncements,
  currentMetrics,
  KEYS,
  oneAlert,
  systemHealth,
  type Timeseries,
} from "@/components/queries";
import type { AlertWire } from "@/lib/alerts/wire";
import { AnnouncementWire, reduceAnnouncements } from "@/lib/feed/announcement";
import { CollectedMetrics, type MetricValues, reduceAlerts, reduceMetrics, reducePoints } from "@/lib/feed/reduce";
import type { FeedEvent } from "@/lib/feed/schema";

type Data = FeedEvent["data"];

const APPLY = new Map<string, (cache: QueryClient, data: Data) => void>([
  ["performance:update", (cache, data) => applyMetrics(cache, CollectedMetrics.parse(data))],
  ["health:update", applyHealth],
  ["alert:new", (cache, data) => applyAlert(cache, Alert.parse(data))],
  ["alert:update", (cache, data) => applyAlert(cache, Alert.parse(data))],
  ["broadcast", (cache, data) => applyAnnouncement(cache, AnnouncementWire.parse(data))],
]);

/** Renews what the page shows by one event; `null` means that some were lost, and everything is read anew. */
export function applyToCache(cache: QueryClient, event: FeedEvent | null): void {
  if (event === null) cache.invalidateQueries();
  else APPLY.get(event.event)?.(cache, event.data);
}

/** The feed's values are of all brands: what is shown for one brand is renewed by its own query. */
function applyMetrics(cache: QueryClient, collected: CollectedMetrics): void {
  const { queryKey } = currentMetrics({});
  cache.setQueryData<MetricValues>(queryKey, (before) => before && reduceMetrics(before, collected));
  const charts = cache.getQueriesData<Timeseries>({ queryKey: [...KEYS.timeseries, { brand: null }] });
  for (const [key, chart] of charts) {
    if (chart === undefined) continue;
    const point = { at: collected.at, value: collected.metrics[chart.metric], minutes: chart.minutes };
    cache.setQueryData<Timeseries>(key, { ...chart, points: reducePoints(chart.points, point) });
  }
}

function applyHealth(cache: QueryClient, data: Data): void {
  cache.setQueryData<Record<string, unknown>>(systemHealth({}).queryKey, (before) => before && { ...before, ...data });
}

function applyAnnouncement(cache: QueryClient, changed: AnnouncementWire): void {
  const { queryKey } = currentAnnouncements();
  cache.setQueryData<readonly AnnouncementWire[]>(queryKey, (before) => reduceAnnouncements(before ?? [], changed));
}

function applyAlert(cache: QueryClient, alert: AlertWire): void {
  for (const brand of alert.brand === null ? [undefined] : [undefined, alert.brand]) {
    const { queryKey } = activeAlerts({ brand });
    cache.setQueryData(queryKey, (before) => before && reduceAlerts(before, alert));
  }
  // The timeline, history and counts are not in the event: who shows them reads them again.
  cache.setQueryData(oneAlert({ id: alert.id }).queryKey, (before) => {
    return before === undefined || before.version > alert.version ? before : { ...before, ...alert };
  });
  cache.invalidateQueries({
    queryKey: KEYS.alerts,
    predicate: ({ queryKey: [, kind, id] }) => kind !== "active" && (kind !== "one" || id === alert.id),
  });
}
