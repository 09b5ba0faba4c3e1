import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alertRules, alerts, deliveryAttempts, notifications } from "@/db/schema";
import { addMs, DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { providerRule } from "@/lib/server/scenarios/provider-story";
import { clock, DAY } from "@/lib/server/scenarios/scenario";
import { GET } from "./route";

let house: TestHouse;
let token: string;
beforeAll(async () => {
  house = await testHouse();
  await house.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
});
beforeEach(async () => {
  await house.reset();
  token = await house.token({ scope: "read" });
  await house.db.insert(alertRules).values(providerRule());
});
afterAll(() => house.close());

async function read(query = "", as = token) {
  const headers = { authorization: `Bearer ${as}` };
  const response = await GET(new Request(`http://localhost:3000/api${query}`, { headers }), {
    params: Promise.resolve({}),
  });
  return { status: response.status, ...(await response.json()) };
}

/** An alert of 09:00:00 that is raised after 1 s, planned after 2 s, tried after 3 s, accepted after `tookMs`. */
async function told({
  tookMs,
  channel = "email",
  brand = null,
}: {
  tookMs: number;
  channel?: string;
  brand?: string | null;
}) {
  const at = clock("09:00");
  const after = (ms: number) => addMs(at, ms);
  const [alert] = await house.db
    .insert(alerts)
    .values({
      alertRuleId: 1,
      ruleName: "provider_failing",
      metric: "payment_failure_rate_1m",
      brand,
      fingerprint: `${channel} ${tookMs}`,
      severity: "critical",
      status: "triggered",
      message: "Payments fail",
      triggeredAt: at,
      createdAt: after(SECOND_MS),
    })
    .returning();
  const alertId = alert?.id ?? 0;
  await house.db.insert(notifications).values({
    alertTriggeredAt: at,
    alertId,
    occasion: "triggered",
    recipient: "account:7",
    channel,
    severity: "critical",
    status: "delivered",
    reason: "critical alerts go to email",
    decision: { name: "Ana" },
    createdAt: after(2 * SECOND_MS),
    dueAt: after(2 * SECOND_MS),
    firstAttemptAt: after(3 * SECOND_MS),
    deliveredAt: after(tookMs),
  });
  return alertId;
}

const AT = "at=2026-11-20T10:00:00Z";

describe("GET /delivery", () => {
  it("gives percentiles of each hop beside the goals, by channel and of all", async () => {
    await told({ tookMs: 4 * SECOND_MS });
    await told({ tookMs: 8 * SECOND_MS, channel: "slack" });
    const { data } = await read(`?${AT}`);
    expect(data.goals).toEqual({ p95_ms: 10_000, p99_ms: 60_000 });
    expect(
      data.hops.map(({ channel, messages }: { channel: string; messages: number }) => [channel, messages]),
    ).toEqual([
      [null, 2],
      ["email", 1],
      ["slack", 1],
    ]);
    const every = (ms: number) => ({ p50: ms, p95: ms, p99: ms });
    expect(data.hops[1]).toMatchObject({
      raised_ms: every(1000),
      planned_ms: every(1000),
      attempted_ms: every(1000),
      accepted_ms: every(1000),
      whole_ms: every(4000),
      keeps_goals: true,
    });
    expect(data.hops[0].whole_ms).toEqual({ p50: 6000, p95: 7800, p99: 7960 });
  });

  it("names the slowest first, and says when the goal is missed", async () => {
    await told({ tookMs: 4 * SECOND_MS });
    const slow = await told({ tookMs: 2 * MINUTE_MS, channel: "slack" });
    const { data } = await read(`?${AT}`);
    expect(data.slowest[0]).toMatchObject({ alert_id: slow, channel: "slack", took_ms: 120_000, name: "Ana" });
    expect(data.hops[0].keeps_goals).toBe(false);
    expect(data.outcomes).toEqual([
      { channel: "email", status: "delivered", rows: 1 },
      { channel: "slack", status: "delivered", rows: 1 },
    ]);
  });

  it("tells retries, the last refusal, and what should have left first", async () => {
    const alertId = await told({ tookMs: 4 * SECOND_MS });
    const attempt = { notificationId: 1, alertId, channel: "email", attempt: 1, durationMs: 5 };
    await house.db.insert(deliveryAttempts).values([
      { ...attempt, at: clock("09:00:03"), outcome: "retry", response: "450 try later" },
      { ...attempt, at: clock("09:00:04"), outcome: "delivered", response: "250 taken" },
    ]);
    await house.db.update(notifications).set({ status: "queued", deliveredAt: null, attempts: 1, lastError: "450" });
    const { data } = await read(`?${AT}`);
    expect(data.attempts).toEqual([
      {
        channel: "email",
        deliveries: 1,
        retries: 1,
        failures: 0,
        last_refused_at: "2026-11-20T09:00:03.000Z",
        last_refusal: "450 try later",
      },
    ]);
    expect(data.oldest_waiting).toMatchObject({
      alert_id: alertId,
      due_at: "2026-11-20T09:00:02.000Z",
      last_error: "450",
    });
    expect(data.hops).toEqual([]);
  });

  it("is empty where nothing was told, and of the caller's brands only", async () => {
    await told({ tookMs: 4 * SECOND_MS, brand: "aurora" });
    const other = await house.token({ scope: "read", brands: ["kingfisher"] });
    expect((await read(`?${AT}`, other)).data).toMatchObject({ hops: [], slowest: [], oldest_waiting: null });
    expect((await read(`?${AT}&hours=0`)).error).toMatchObject({
      code: "invalid",
      field: "hours",
      message: expect.stringContaining("expected whole hours from 1 to 2160, such as 24"),
    });
    const viewer = await house.token({ scope: "read", role: "viewer" });
    expect((await read("", viewer)).error).toMatchObject({ code: "forbidden" });
  });
});
