import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import {
  activeAlerts,
  currentAnnouncements,
  currentMetrics,
  oneAlert,
  systemHealth,
  timeseries,
} from "@/components/queries";
import { alertJson } from "@/lib/alerts/alert-fixture";
import type { FeedEvent } from "@/lib/feed/schema";
import { applyToCache } from "./apply-to-cache";

let cache: QueryClient;
beforeEach(() => {
  cache = new QueryClient();
});
const event = (name: string, data: Record<string, unknown>): FeedEvent => ({
  id: 1,
  topic: "alerts",
  event: name,
  type: "alert/triggered",
  at: "2026-03-01T12:00:00.000Z",
  data,
});
const alert = alertJson;

describe("an event renews what the page shows", () => {
  const collected = event("performance:update", { at: "2026-03-01T12:00:00.000Z", metrics: { a: 2 } });

  it("metrics and charts of all brands, and not those of one", () => {
    const all = timeseries({ metric: "a", minutes: 60 }).queryKey;
    const royal = timeseries({ metric: "a", minutes: 60, brand: "royal" }).queryKey;
    const chart = { metric: "a", unit: null, minutes: 60, points: [] };
    for (const key of [all, royal]) cache.setQueryData(key, chart);
    cache.setQueryData(currentMetrics({}).queryKey, { a: 1, b: 1 });
    cache.setQueryData(currentMetrics({ brand: "royal" }).queryKey, { a: 1 });
    applyToCache(cache, collected);
    expect(cache.getQueryData(currentMetrics({}).queryKey)).toEqual({ a: 2, b: 1 });
    expect(cache.getQueryData(currentMetrics({ brand: "royal" }).queryKey)).toEqual({ a: 1 });
    expect(cache.getQueryData(all)?.points).toEqual([{ timestamp: "2026-03-01T12:00:00.000Z", value: 2 }]);
    expect(cache.getQueryData(royal)?.points).toEqual([]);
  });

  it("nothing that is not shown", () => {
    applyToCache(cache, collected);
    applyToCache(cache, event("alert:new", alert()));
    applyToCache(cache, event("audit:update", {}));
    expect(cache.getQueryCache().getAll()).toEqual([]);
  });

  it("health", () => {
    const { queryKey } = systemHealth({});
    cache.setQueryData(queryKey, { overall_status: "healthy", uptime_percentage: 100, subsystems: {} });
    applyToCache(cache, event("health:update", { overall_status: "critical" }));
    expect(cache.getQueryData(queryKey)).toMatchObject({ overall_status: "critical", uptime_percentage: 100 });
  });

  it("open alerts of all brands and of its own", () => {
    const keys = [undefined, "royal", "lucky"].map((brand) => activeAlerts({ brand }).queryKey);
    for (const key of keys) cache.setQueryData(key, []);
    applyToCache(cache, event("alert:new", alert({ brand: "royal" })));
    expect(keys.map((key) => cache.getQueryData(key)?.length)).toEqual([1, 1, 0]);
    applyToCache(cache, event("alert:update", alert({ brand: "royal", status: "resolved", version: 2 })));
    expect(keys.map((key) => cache.getQueryData(key)?.length)).toEqual([0, 0, 0]);
  });

  it("the alert that is looked at, whose timeline is then read again", () => {
    const { queryKey } = oneAlert({ id: 1 });
    const other = oneAlert({ id: 2 }).queryKey;
    cache.setQueryData(queryKey, { ...alert(), timeline: [] });
    cache.setQueryData(other, { ...alert({ id: 2 }), timeline: [] });
    applyToCache(cache, event("alert:update", alert({ status: "acknowledged", version: 2 })));
    expect(cache.getQueryData(queryKey)).toMatchObject({ status: "acknowledged", timeline: [] });
    expect([queryKey, other].map((key) => cache.getQueryState(key)?.isInvalidated)).toEqual([true, false]);
    applyToCache(cache, event("alert:update", alert({ status: "triggered", version: 1 })));
    expect(cache.getQueryData(queryKey)?.status).toBe("acknowledged");
  });

  it("what an admin announces, until it is ended, also where none was shown", () => {
    const { queryKey } = currentAnnouncements();
    const made = {
      id: 1,
      message: "Payments are down",
      severity: "critical",
      announced_by: "Ana",
      created_at: "2026-03-01T12:00:00.000Z",
      expires_at: "2026-03-01T13:00:00.000Z",
      ended_at: null,
      ended_by: null,
    };
    applyToCache(cache, event("broadcast", made));
    expect(cache.getQueryData(queryKey)).toEqual([made]);
    applyToCache(cache, event("broadcast", { ...made, ended_at: made.created_at, ended_by: "Ana" }));
    expect(cache.getQueryData(queryKey)).toEqual([]);
  });

  it("everything, when events were lost", () => {
    const { queryKey } = currentMetrics({});
    cache.setQueryData(queryKey, { a: 1 });
    applyToCache(cache, null);
    expect(cache.getQueryState(queryKey)?.isInvalidated).toBe(true);
  });
});
