import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as live } from "@/app/api/health/live/route";
import { GET as ready } from "@/app/api/health/ready/route";
import { GET as services } from "@/app/api/v1/observability/health/services/route";
import { GET as system } from "@/app/api/v1/observability/health/system/route";
import { settings } from "@/db/schema";
import { testPlatform } from "@/db/test-platform";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { CURRENT_METRICS, METRIC_NAMES } from "@/lib/metrics/catalogue";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { rollUpMetrics } from "@/lib/server/services/metrics/roll-up";
import { GET as current } from "./current/route";
import { GET as history } from "./history/route";
import { GET as realtime } from "./realtime/route";
import { GET as thresholds } from "./thresholds/route";
import { GET as timeseries } from "./timeseries/route";

let house: TestHouse;
let platform: ReturnType<typeof testPlatform>;
let secret: string;

beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  platform = testPlatform(house.db);
  secret = await house.token({ scope: "read" });
});
afterAll(() => house.close());

async function get(handler: typeof current, query = "", token: string | null = secret) {
  const headers = token === null ? undefined : { authorization: `Bearer ${token}` };
  const request = new Request(`http://localhost:3000/api/v1/x${query}`, { headers });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { status: response.status, json: await response.json() };
}

const lately = () => addMs(new Date(), -SECOND_MS);

const everyRoute = { current, history, realtime, thresholds, timeseries, services, system };

describe("every route of metrics and health", () => {
  it.each(Object.entries(everyRoute))("%s asks for credentials", async (_name, handler) => {
    const { status, json } = await get(handler, "", null);
    expect(status).toBe(401);
    expect(json).toMatchObject({ status: "error", error: { code: "unauthenticated" } });
  });

  it.each(Object.entries(everyRoute))("%s refuses a brand out of scope", async (_name, handler) => {
    const token = await house.token({ role: "viewer", brands: ["borealis"] });
    const { status, json } = await get(handler, "?brand=aurora&metric=payment_count", token);
    expect(status).toBe(403);
    expect(json.error.code).toBe("forbidden");
  });

  it.each(Object.entries(everyRoute))("%s answers in the envelope on an empty platform", async (_name, handler) => {
    const { status, json } = await get(handler, "?metric=payment_count");
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: "success", timestamp: expect.stringMatching(/^\d{4}-.*Z$/) });
  });
});

describe("metrics/current", () => {
  it("has exactly the 19 keys, a number or null each", async () => {
    const createdAt = lately();
    await platform.payments({ createdAt }, { createdAt, status: "failed" });
    const { json } = await get(current);
    expect(Object.keys(json.data)).toEqual(CURRENT_METRICS);
    expect(json.data).toMatchObject({ payment_count: 2, payment_failure_rate: 50, transaction_error_rate: null });
  });

  it("ends its window where at says, and takes one brand", async () => {
    await platform.transactions({ createdAt: lately() }, { createdAt: lately(), brand: "borealis" });
    expect((await get(current, "?brand=borealis")).json.data.transaction_count).toBe(1);
    const past = addMs(new Date(), -10 * MINUTE_MS).toISOString();
    const { data } = (await get(current, `?at=${past}`)).json;
    expect(data).toMatchObject({ transaction_count: 0, database_latency: null });
  });

  it("shows an account of one brand that brand alone", async () => {
    await platform.transactions({ createdAt: lately() }, { createdAt: lately(), brand: "borealis" });
    const token = await house.token({ role: "viewer", brands: ["borealis"] });
    expect((await get(current, "", token)).json.data.transaction_count).toBe(1);
  });

  it("names a malformed instant", async () => {
    const { status, json } = await get(current, "?at=yesterday");
    expect(status).toBe(400);
    expect(json.error).toMatchObject({ code: "invalid", field: "at" });
    expect(json.error.message).toMatch(/such as 2026/);
  });
});

describe("metrics/timeseries", () => {
  const record = (metric: string, count: number, labels = {}) =>
    recordSamples(house.context(), {
      samples: Array.from({ length: count }, (_, index) => ({
        metric,
        labels,
        at: addMs(new Date(), -(index + 1) * SECOND_MS),
        value: index,
      })),
    });

  it("gives the samples of the last 60 minutes unless told otherwise", async () => {
    await record("payment_failure_rate", 90);
    const { data } = (await get(timeseries, "?metric=payment_failure_rate")).json;
    expect(data).toMatchObject({ metric: "payment_failure_rate", unit: "percentage", minutes: 60 });
    expect(data.points).toHaveLength(90);
    expect(data.points.at(-1)).toEqual({ timestamp: expect.stringMatching(/Z$/), value: 0 });
    const { points } = (await get(timeseries, "?metric=payment_failure_rate&minutes=1")).json.data;
    expect(points.length).toBeGreaterThanOrEqual(58);
    expect(points.length).toBeLessThan(61);
  });

  it("thins long lines to a thousand points", async () => {
    await record("payment_failure_rate", 3000);
    const { points } = (await get(timeseries, "?metric=payment_failure_rate&minutes=1440")).json.data;
    expect(points).toHaveLength(1000);
  });

  it("gives a brand its own series", async () => {
    await record("payment_count", 3, { brand: "aurora" });
    expect((await get(timeseries, "?metric=payment_count&brand=aurora")).json.data.points).toHaveLength(3);
    expect((await get(timeseries, "?metric=payment_count")).json.data.points).toEqual([]);
  });

  it("gives an account of one brand that brand's, and asks one of several which", async () => {
    await record("payment_count", 3, { brand: "aurora" });
    const one = await house.token({ role: "viewer", brands: ["aurora"] });
    expect((await get(timeseries, "?metric=payment_count", one)).json.data.points).toHaveLength(3);
    const several = await house.token({ role: "viewer", brands: ["aurora", "borealis"] });
    const { status, json } = await get(timeseries, "?metric=payment_count", several);
    expect(status).toBe(400);
    expect(json.error).toMatchObject({ field: "brand", message: expect.stringMatching(/such as aurora/) });
  });

  it("charts a pushed metric that the catalogue does not know", async () => {
    await record("queue_depth_of_somebody", 2);
    const { data } = (await get(timeseries, "?metric=queue_depth_of_somebody")).json;
    expect(data).toMatchObject({ unit: null, points: [{ value: 1 }, { value: 0 }] });
  });

  it.each([
    ["?metric=nonsense", "metric", /such as transaction_error_rate/],
    ["", "metric", /such as transaction_error_rate/],
    ["?metric=payment_count&minutes=0", "minutes", /1 to 1440/],
    ["?metric=payment_count&minutes=1441", "minutes", /1 to 1440/],
    ["?metric=payment_count&minutes=soon", "minutes", /1 to 1440/],
  ])("refuses %s, naming %s", async (query, field, words) => {
    const { status, json } = await get(timeseries, query);
    expect(status).toBe(400);
    expect(json.error).toMatchObject({ code: "invalid", field, message: expect.stringMatching(words) });
  });
});

describe("metrics/history", () => {
  it("reads minutes up to a day and hours beyond, with the extremes", async () => {
    const at = addMs(new Date(), -5 * MINUTE_MS);
    await recordSamples(house.context(), {
      samples: [2, 4, 9].map((value, index) => ({ metric: "payment_count", labels: {}, at: addMs(at, index), value })),
    });
    await rollUpMetrics(house.context());
    const point = { timestamp: expect.stringMatching(/Z$/), value: 5, min: 2, max: 9 };
    for (const period of ["1h", "24h", "7d", "30d", "90d"]) {
      const { data } = (await get(history, `?metric=payment_count&period=${period}`)).json;
      expect(data).toEqual({ metric: "payment_count", unit: "count", period, points: [point] });
    }
  });

  it("names the periods it knows", async () => {
    const { status, json } = await get(history, "?metric=payment_count&period=2w");
    expect(status).toBe(400);
    expect(json.error).toMatchObject({ field: "period", message: expect.stringMatching(/1h, 24h, 7d/) });
  });
});

describe("metrics/thresholds and metrics/realtime", () => {
  beforeEach(async () => {
    await platform.payments({ createdAt: lately() }, { createdAt: lately(), status: "failed" });
    await platform.cache({ createdAt: lately(), hits: 7, misses: 3 });
  });

  it("list what is beyond its threshold, with the severity of the metric's rule", async () => {
    expect((await get(thresholds)).json.data).toEqual([
      { metric: "payment_failure_rate", value: 50, threshold: 1, condition: ">", severity: "critical" },
      { metric: "cache_hit_rate", value: 70, threshold: 80, condition: "<", severity: "info" },
    ]);
  });

  it("follow what an admin changed at run time", async () => {
    const value = { payment_failure_rate: 50, cache_hit_rate: 70 };
    await house.db.insert(settings).values({ key: "thresholds", value, updatedBy: "ana" });
    expect((await get(thresholds)).json.data).toEqual([]);
  });

  it("give every metric its state", async () => {
    const { data } = (await get(realtime)).json;
    expect(data.map((row: { metric: string }) => row.metric)).toEqual(METRIC_NAMES);
    const timestamp = expect.stringMatching(/Z$/);
    expect(data).toContainEqual({
      metric: "payment_failure_rate",
      value: 50,
      unit: "percentage",
      status: "critical",
      timestamp,
    });
    expect(data).toContainEqual({
      metric: "cache_hit_rate",
      value: 70,
      unit: "percentage",
      status: "warning",
      timestamp,
    });
    expect(data).toContainEqual({
      metric: "fraud_avg_score",
      value: null,
      unit: "score",
      status: "unknown",
      timestamp,
    });
  });
});

describe("liveness and readiness", () => {
  it("are for a load balancer: no credentials", async () => {
    const alive = live();
    expect([alive.status, await alive.json()]).toMatchObject([200, { status: "success", data: { status: "live" } }]);
    const able = await ready(new Request("http://localhost:3000/api/health/ready"));
    expect([able.status, await able.json()]).toMatchObject([200, { status: "success", data: { status: "ready" } }]);
  });

  it("say so while a migration is missing", async () => {
    const shift = (by: number) =>
      house.db.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at + ${by}`);
    await shift(-1);
    const unable = await ready(new Request("http://localhost:3000/api/health/ready"));
    await shift(1);
    expect(unable.status).toBe(503);
    expect(await unable.json()).toMatchObject({
      error: { code: "unavailable", message: "The database is not migrated yet." },
    });
  });
});
