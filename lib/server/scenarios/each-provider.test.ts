import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listActiveAlerts } from "@/db/queries/alerts";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { collectMetrics } from "@/lib/server/services/metrics/collect";
import { createRule } from "@/lib/server/services/rules/create";
import { clock, DAY } from "./scenario";

let database: TestDatabase;
let platform: ReturnType<typeof testPlatform>;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
});
afterAll(() => database.close());

const RULE = {
  rule_name: "provider_fails",
  metric_name: "payment_failure_rate",
  labels: { provider: "*" },
  comparison_operator: ">",
  levels: [
    { severity: "warning", threshold_value: 10 },
    { severity: "critical", threshold_value: 40 },
  ],
  duration_seconds: 60,
};

/** So many payments of a provider in a minute, some of them failed. */
async function pay(provider: string, at: Date, { failed }: { failed: number }) {
  const rows = Array.from({ length: 20 }, (_, number) => ({
    provider,
    createdAt: addMs(at, -1000 - number),
    status: number < failed ? "failed" : "completed",
  }));
  await platform.payments(...rows);
}

async function collect(at: Date) {
  await collectMetrics(database.context({ now: at }), { at });
}

async function open(): Promise<unknown[]> {
  const found = await listActiveAlerts(database.db, database.context().scope);
  return found
    .map(({ ruleName, labels, severity, threshold }) => ({ ruleName, labels, severity, threshold }))
    .toSorted((a, b) => String(a.labels.provider).localeCompare(String(b.labels.provider)));
}

describe("a rule over any provider", () => {
  it("raises one alert for each that fails, at its own level, and none for the others or the whole", async () => {
    await createRule(database.context({ now: clock("08:59") }), RULE);
    for (const minute of [0, 1, 2]) {
      const at = addMs(clock("09:00"), minute * MINUTE_MS);
      await pay("nordpay", at, { failed: 10 });
      await pay("ecpay", at, { failed: 4 });
      await pay("baltpay", at, { failed: 1 });
      await collect(at);
      // Collections within the minute keep no series by provider, and end no duration.
      await collect(addMs(at, 4000));
      if (minute === 0) expect(await open()).toEqual([]);
    }
    expect(await open()).toEqual([
      { ruleName: "provider_fails", labels: { provider: "ecpay" }, severity: "warning", threshold: 10 },
      { ruleName: "provider_fails", labels: { provider: "nordpay" }, severity: "critical", threshold: 40 },
    ]);
  });

  it("is narrowed by matchers, and resolves each by itself", async () => {
    const matchers = [{ label: "provider", operator: "!=", value: "ecpay" }];
    await createRule(database.context({ now: clock("08:59") }), { ...RULE, matchers });
    const hour = addMs(clock("09:00"), 61 * MINUTE_MS);
    for (const at of [clock("09:00"), addMs(clock("09:00"), MINUTE_MS)]) {
      for (const provider of ["nordpay", "ecpay", "baltpay"]) await pay(provider, at, { failed: 10 });
      await collect(at);
    }
    expect(await open()).toMatchObject([{ labels: { provider: "baltpay" } }, { labels: { provider: "nordpay" } }]);
    for (const minute of [0, 1, 2]) {
      const at = addMs(hour, minute * MINUTE_MS);
      await pay("nordpay", at, { failed: 0 });
      await pay("baltpay", at, { failed: 15 });
      await collect(at);
    }
    expect(await open()).toMatchObject([{ labels: { provider: "baltpay" }, severity: "critical" }]);
  });
});
