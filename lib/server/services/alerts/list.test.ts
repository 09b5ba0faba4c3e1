import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findAlert } from "@/db/queries/alerts";
import { accounts, alerts, notifications } from "@/db/schema";
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
      mine: 0,
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

  it("narrows and sorts the history by whose it was, what hid it, a word and its money", async () => {
    const money = (total: string) => ({
      money: {
        currency: "EUR",
        perMinute: "1",
        total,
        confidence: "high",
        formula: "",
        at: now.toISOString(),
      } as const,
    });
    const over = { status: "resolved", severity: "info" };
    await raise(
      { ...over, fingerprint: "a", assignedTo: { id: 7, name: "Ana" }, ...money("9.5") },
      { ...over, fingerprint: "b", message: "100 % of it_failed", ...money("10") },
      { ...over, fingerprint: "c", mute: { kind: "silence", id: 1, by: "silence 1", until: null } },
    );
    const of = async (texts: Record<string, string>) =>
      (await list({ tab: "history", ...texts })).alerts.map(({ id }) => id);
    expect(await of({ sort: "money" })).toEqual([7, 6, 4, 8, 5]);
    expect(await of({ sort: "severity" })).toEqual([4, 8, 7, 6, 5]);
    expect(await of({ hidden: "only" })).toEqual([8]);
    expect(await of({ search: "100 %" })).toEqual([7]);
    expect(await of({ search: "it_f" })).toEqual([7]);
    expect(await of({ search: "a-6" })).toEqual([6]);
    expect(await of({ subsystem: "cache" })).toEqual([]);
    expect(await of({ assigned: "nobody" })).toEqual([8, 7, 5, 4]);
  });

  it("knows what is mine: what was told to me and nobody has, and what I have", async () => {
    const [ana] = await database.db
      .insert(accounts)
      .values({ name: "Ana", email: "ana@x.test", role: "operator" })
      .returning();
    invariant(ana, "just made");
    await database.db.insert(notifications).values({
      alertId: 1,
      alertTriggeredAt: addMs(now, -HOUR_MS),
      occasion: "triggered",
      recipient: `account:${ana.id}`,
      channel: "email",
      severity: "warning",
      status: "delivered",
      reason: "routed",
      decision: { name: "Ana", gates: [] },
      createdAt: now,
    });
    await database.db
      .update(alerts)
      .set({ assignedTo: { id: ana.id, name: "Ana" } })
      .where(eq(alerts.id, 3));
    const actor = { kind: "account", id: ana.id, name: "Ana", email: "ana@x.test", role: "operator" } as const;
    const mine = await listNarrowed(database.context({ now, actor }), readFacets({ tab: "mine" }));
    expect(mine.alerts.map(({ id }) => id)).toEqual([3, 1]);
    expect(mine.counts.mine).toBe(2);
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
