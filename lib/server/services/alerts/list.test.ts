import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { readFacets } from "@/lib/alerts/narrow";
import { invariant } from "@/lib/kernel/errors";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { alertChart } from "./chart";
import { HISTORY_PAGE, listNarrowed } from "./list";

const now = new Date("2026-11-20T12:00:30Z");

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: addMs(now, -2 * DAY_MS), to: now });
});
beforeEach(() => database.reset());

type Row = Partial<typeof alerts.$inferInsert>;
const raise = (...rows: Row[]) =>
  database.db.insert(alerts).values(
    rows.map((row, index) => ({
      ruleName: "payment_outage",
      metric: "payment_failure_rate_1m",
      message: "x",
      severity: "critical",
      status: "triggered",
      fingerprint: String(index),
      triggeredAt: addMs(now, -HOUR_MS),
      ...row,
    })),
  );
const list = (texts: Record<string, string> = {}) => listNarrowed(database.context({ now }), readFacets(texts));

describe("the list of alerts", () => {
  beforeEach(() =>
    raise(
      { severity: "warning", ruleName: "api_latency_high" },
      { status: "acknowledged" },
      { severity: "emergency", status: "escalated" },
      { status: "resolved" },
      { status: "resolved", severity: "info", ruleName: "cache_hit_rate_low" },
    ),
  );

  it("counts what is open whatever the tab, and shows the gravest first", async () => {
    const { alerts: shown, counts, rules, total } = await list();
    expect(shown.map(({ severity }) => severity)).toEqual(["emergency", "critical", "warning"]);
    expect(counts).toEqual({
      active: 3,
      acknowledged: 1,
      bySeverity: { info: 0, warning: 1, critical: 1, emergency: 1 },
    });
    expect(rules).toEqual(["api_latency_high", "payment_outage"]);
    expect(total).toBe(3);
  });

  it("narrows the open ones and says how many there are without", async () => {
    const { alerts: shown, total } = await list({ from: "critical" });
    expect([shown.length, total]).toEqual([2, 3]);
    expect((await list({ tab: "acknowledged" })).alerts.map(({ id }) => id)).toEqual([2]);
  });

  it("narrows the history in the database", async () => {
    expect((await list({ tab: "history" })).alerts).toHaveLength(2);
    expect((await list({ tab: "history", from: "warning" })).alerts.map(({ id }) => id)).toEqual([4]);
    expect((await list({ tab: "history", rule: "cache_hit_rate_low" })).total).toBe(1);
  });

  it("turns the pages of a long history", async () => {
    await raise(...Array.from({ length: HISTORY_PAGE }, (_, n) => ({ status: "resolved", fingerprint: `more ${n}` })));
    expect((await list({ tab: "history", page: "2" })).alerts).toHaveLength(2);
  });
});

describe("the chart of an alert", () => {
  const chartOf = async (row: Row) => {
    await raise(row);
    const ctx = database.context({ now });
    const alert = await findAlert(ctx.db, ctx.scope, 1);
    invariant(alert, "just raised");
    return alertChart(ctx, alert);
  };
  const record = (value: number, labels: Record<string, string> = {}, at = addMs(now, -10 * MINUTE_MS)) =>
    recordSamples(database.context({ now }), { samples: [{ metric: "payment_failure_rate_1m", labels, at, value }] });

  it("holds the breaching series first, then those of the providers, minute by minute until now", async () => {
    await record(30);
    await record(1, { provider: "zenpay" });
    await record(90, { provider: "nordpay" });
    await record(7, { brand: "aurora" });
    const { times, lines } = await chartOf({ triggeredAt: addMs(now, -10 * MINUTE_MS) });
    expect(lines.map(({ name }) => name)).toEqual(["all", "nordpay", "zenpay"]);
    expect(lines.map(({ values }) => values[times.indexOf(Date.parse("2026-11-20T11:50:00Z"))])).toEqual([30, 90, 1]);
    expect(times.at(-1)).toBe(Date.parse("2026-11-20T12:00:00Z"));
    expect(times).toHaveLength(61);
  });

  it("ends twenty minutes behind the end of the alert, and takes coarser steps for a long one", async () => {
    const resolved = {
      status: "resolved",
      triggeredAt: addMs(now, -30 * HOUR_MS),
      resolvedAt: addMs(now, -2 * HOUR_MS),
    };
    const { times } = await chartOf(resolved);
    expect(times.length).toBeLessThanOrEqual(240);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(15 * MINUTE_MS);
    expect(times.at(-1)).toBe(Date.parse("2026-11-20T10:15:00Z"));
  });
});
