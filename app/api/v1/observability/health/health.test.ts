import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deliveryAttempts } from "@/db/schema";
import { testPlatform } from "@/db/test-platform";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { collectMetrics } from "@/lib/server/services/metrics/collect";
import { GET as services } from "./services/route";
import { GET as system } from "./system/route";

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

async function get(handler: typeof system, query = "") {
  const headers = { authorization: `Bearer ${secret}` };
  const request = new Request(`http://localhost:3000/api/v1/x${query}`, { headers });
  return (await (await handler(request, { params: Promise.resolve({}) })).json()).data;
}

const lately = () => addMs(new Date(), -SECOND_MS);

async function everythingWell() {
  const createdAt = lately();
  await platform.transactions({ createdAt });
  await platform.payments(
    { createdAt, updatedAt: addMs(createdAt, 400) },
    { createdAt, updatedAt: addMs(createdAt, 600) },
  );
  await platform.calls({ createdAt, durationMs: 240 });
  await platform.cache({ createdAt });
}

describe("health/system", () => {
  it("has L's fields, and no uptime before the first stored check", async () => {
    await everythingWell();
    expect(await get(system)).toEqual({
      overall_status: "healthy",
      uptime_percentage: null,
      subsystems: {
        transactions: { status: "healthy", error_rate: 0 },
        payments: { status: "healthy", failure_rate: 0 },
        fraud_detection: { status: "healthy", critical_count: 0 },
        api: { status: "healthy", latency_ms: 240 },
        database: { status: "healthy", latency_ms: expect.any(Number) },
        cache: { status: "healthy", hit_rate: 90 },
      },
    });
  });

  it("counts the checks that were not critical", async () => {
    await everythingWell();
    const now = new Date();
    for (const age of [180, 120, 60]) {
      const at = addMs(now, -age * SECOND_MS);
      await collectMetrics(house.context({ now: at }), { at });
    }
    await platform.payments({ createdAt: addMs(now, -1), status: "failed" });
    await collectMetrics(house.context({ now }), { at: now });
    expect(await get(system)).toMatchObject({
      overall_status: "critical",
      uptime_percentage: 75,
      subsystems: { payments: { status: "critical", failure_rate: expect.closeTo(33.33, 1) } },
    });
  });

  it("calls an empty platform unknown, which is a warning", async () => {
    const { overall_status, subsystems } = await get(system);
    expect(overall_status).toBe("warning");
    expect(subsystems.transactions).toEqual({ status: "unknown", error_rate: null });
    expect(subsystems.fraud_detection).toEqual({ status: "healthy", critical_count: 0 });
  });

  it("judges one brand", async () => {
    await everythingWell();
    await platform.transactions({ createdAt: lately(), brand: "borealis", status: "failed" });
    expect((await get(system, "?brand=borealis")).subsystems.transactions).toEqual({
      status: "critical",
      error_rate: 100,
    });
    expect((await get(system, "?brand=aurora")).subsystems.transactions).toEqual({ status: "healthy", error_rate: 0 });
  });
});

describe("health/services", () => {
  const serviceNamed = (list: { service: string }[], name: string) => list.find(({ service }) => service === name);

  it("lists providers, database, cache, workers and channels", async () => {
    await everythingWell();
    const list = await get(services);
    expect(list.map(({ service }: { service: string }) => service)).toEqual([
      "payment_provider:nordpay",
      "database",
      "cache",
      "background_workers",
      "email",
      "sms",
      "slack",
    ]);
    expect(list[0]).toEqual({
      service: "payment_provider:nordpay",
      status: "healthy",
      latency_ms: 500,
      checked_at: expect.stringMatching(/Z$/),
    });
  });

  it("names the variables of a channel that is not configured", async () => {
    const list = await get(services);
    expect(serviceNamed(list, "slack")).toEqual({
      service: "slack",
      status: "unknown",
      latency_ms: null,
      checked_at: null,
      message: expect.stringMatching(/not configured: set SLACK_WEBHOOK_URL/),
    });
  });

  it("singles out the provider that fails", async () => {
    await everythingWell();
    const failed = { createdAt: lately(), provider: "baltpay", status: "failed" };
    await platform.payments(failed, failed, { ...failed, status: "completed" });
    const list = await get(services);
    expect(serviceNamed(list, "payment_provider:baltpay")).toMatchObject({
      status: "critical",
      message: "66.7 % of the payments of the last hour failed",
    });
    expect(serviceNamed(list, "payment_provider:nordpay")).toMatchObject({ status: "healthy" });
  });

  it("knows the workers by their last collection, and a channel by its last attempt", async () => {
    const at = new Date();
    await collectMetrics(house.context({ now: at }), { at });
    const attempt = { notificationId: 1, alertId: 1, channel: "email", at, durationMs: 120 };
    await house.db.insert(deliveryAttempts).values([
      { ...attempt, attempt: 1, outcome: "retry", response: "450 busy" },
      { ...attempt, attempt: 2, outcome: "delivered", response: "250 OK" },
    ]);
    const list = await get(services);
    expect(serviceNamed(list, "background_workers")).toMatchObject({ status: "healthy" });
    expect(serviceNamed(list, "email")).toMatchObject({ latency_ms: 120, checked_at: at.toISOString() });
  });

  it("says so where nothing is paid and nothing was collected", async () => {
    const list = await get(services);
    expect(serviceNamed(list, "payment_provider")).toMatchObject({
      status: "unknown",
      message: "no payment in the last hour",
    });
    expect(serviceNamed(list, "background_workers")).toMatchObject({
      status: "unknown",
      message: "no collection has run yet",
    });
    expect(serviceNamed(list, "cache")).toMatchObject({ status: "unknown" });
  });
});
