import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listTimeline } from "@/db/queries/alerts";
import { outbox } from "@/db/schema";
import { addMs, DAY_MS, HOUR_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { parseEnv } from "@/lib/server/env";
import { deliverTests } from "@/lib/server/services/notifications/deliver-tests";
import { POST } from "./custom/route";
import { POST as testAll } from "./test/route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

async function post(handler: typeof POST, body: unknown, scope: "read" | "write" | "admin" | null = "write") {
  const token = scope === null ? null : await house.token({ scope });
  const request = new Request("http://localhost:3000/api", {
    method: "POST",
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  const json = await response.json();
  return { code: response.status, data: json.data, error: json.error };
}

const down = { type: "system_down", severity: "warning", message: "wallet does not answer", metadata: { host: "w1" } };

describe("POST alerts/custom", () => {
  it("raises an alert that is told like any other", async () => {
    const { code, data } = await post(POST, { ...down, value: 2, threshold: 1, brand: "aurora" });
    expect(code).toBe(201);
    expect(data).toMatchObject({
      rule_name: "system_down",
      severity: "warning",
      status: "triggered",
      brand: "aurora",
      value: 2,
      details: { title: "System down", metadata: { host: "w1" } },
    });
    const events = await house.db.select().from(outbox);
    expect(events.map(({ name }) => name)).toContain("alert/triggered");
  });

  it("stays one alert when it is reported again, and gets worse where the report is", async () => {
    const first = await post(POST, down);
    const again = await post(POST, down);
    const worse = await post(POST, { ...down, severity: "critical" });
    expect(again.data.id).toBe(first.data.id);
    expect(worse.data).toMatchObject({ id: first.data.id, severity: "critical", version: 3 });
    const { db, scope } = house.context();
    const lines = await listTimeline(db, scope, first.data.id);
    expect(lines.map(({ kind }) => kind).filter((kind) => kind !== "grouped")).toEqual([
      "raised",
      "comment",
      "worsened",
    ]);
    const other = await post(POST, { ...down, labels: { host: "w2" } });
    expect(other.data.id).not.toBe(first.data.id);
  });

  it.each([
    ["type", { ...down, type: "System Down" }],
    ["severity", { ...down, severity: "grave" }],
    ["message", { ...down, message: " " }],
    ["value", { ...down, value: "much" }],
    ["timestamp", { ...down, timestamp: "yesterday" }],
    ["timestamp", { ...down, timestamp: addMs(new Date(), 2 * HOUR_MS).toISOString() }],
    ["timestamp", { ...down, timestamp: addMs(new Date(), -2 * DAY_MS).toISOString() }],
  ])("names %s when it is wrong", async (field, body) => {
    expect(await post(POST, body)).toMatchObject({ code: 400, error: { code: "invalid", field } });
  });

  it("takes who may act on alerts", async () => {
    expect((await post(POST, down, null)).code).toBe(401);
    expect((await post(POST, down, "read")).code).toBe(403);
  });
});

describe("POST alerts/test", () => {
  it("says of every channel what came of it, or why it was not asked", async () => {
    const { data } = await post(testAll, {}, "admin");
    expect(data.map(({ channel, outcome }: { channel: string; outcome: string }) => `${channel} ${outcome}`)).toEqual([
      "log delivered",
      "email skipped",
      "slack skipped",
      "pagerduty skipped",
      "sms skipped",
      "webhook skipped",
      "push skipped",
    ]);
    expect(data[2].response).toContain("SLACK_WEBHOOK_URL");
    expect((await post(testAll, {}, "write")).code).toBe(403);
  });

  it("goes on after one that refuses", async () => {
    const settings = parseEnv({ SLACK_WEBHOOK_URL: "http://127.0.0.1:9/hook" });
    const tested = await deliverTests(house.context(), { settings });
    expect(tested.find(({ channel }) => channel === "slack")).toMatchObject({ outcome: "failed" });
    expect(tested).toHaveLength(7);
  });
});
