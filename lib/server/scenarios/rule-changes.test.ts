import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listAlerts, listTimeline } from "@/db/queries/alerts";
import { listActiveRules, listStatesOf, moveStates } from "@/db/queries/rules";
import { alerts, auditEvents, outbox } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Actor } from "@/lib/access/schema";
import { addMs, DAY_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Series } from "@/lib/metrics/schema";
import { UNSEEN } from "@/lib/rules/schema";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { activeRules } from "@/lib/server/services/rules/active-rules";
import { changeRule } from "@/lib/server/services/rules/change";
import { createRule } from "@/lib/server/services/rules/create";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { judge } from "@/lib/server/services/rules/judge";
import { readRule } from "@/lib/server/services/rules/read";
import { removeRule } from "@/lib/server/services/rules/remove";
import { sweepRules } from "@/lib/server/services/rules/sweep";
import { switchRule } from "@/lib/server/services/rules/switch-rule";
import { clock, DAY } from "./scenario";

const METRIC = "payment_failure_rate_1m";
const ANA: Actor = { kind: "account", id: 1, name: "Ana", email: "ana@x.test", role: "admin" };
const RULE = {
  rule_name: "outage",
  metric_name: METRIC,
  comparison_operator: ">",
  threshold_value: 20,
  severity: "warning",
  duration_seconds: 8,
};

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
});
beforeEach(async () => {
  await database.reset();
  await createRule(at("08:00"), RULE);
});
afterAll(() => database.close());

const at = (time: string) => database.context({ now: clock(time), actor: ANA });
const change = (time: string, sent: Record<string, unknown>) => changeRule(at(time), { ruleId: 1, sent });

/** Collections every 4 s, `values` one after the other. */
async function collect(time: string, values: readonly number[]): Promise<void> {
  for (const [index, value] of values.entries()) {
    const now = addMs(clock(time), index * 4 * SECOND_MS);
    const ctx = database.context({ now });
    const samples = await recordSamples(ctx, { samples: [{ metric: METRIC, labels: {}, at: now, value }] });
    await evaluateRules(ctx, { at: now, samples });
  }
}

async function all() {
  const ctx = at("12:00");
  return (await listAlerts(ctx.db, ctx.scope, { limit: 10, offset: 0 })).alerts;
}

async function timelineOf(id: number): Promise<string[]> {
  const ctx = at("12:00");
  return (await listTimeline(ctx.db, ctx.scope, id)).map(({ kind, message }) => `${kind}: ${message}`);
}

describe("a rule with an open alert", () => {
  beforeEach(() => collect("09:00", [50, 50, 50]));

  it("keeps it when only a threshold moves: the alert follows at the next sample, and says so", async () => {
    await change("09:01", {
      levels: [
        { severity: "warning", threshold_value: 60 },
        { severity: "critical", threshold_value: 80 },
      ],
    });
    expect(await all()).toMatchObject([{ status: "triggered" }]);
    expect((await timelineOf(1)).at(-1)).toBe(
      "rule_changed: Rule changed by Ana: threshold_value 20 to 60, levels.warning.threshold_value nothing to 60, levels.critical.threshold_value nothing to 80",
    );
    await collect("09:01:04", [90, 90, 90]);
    expect(await all()).toMatchObject([{ id: 1, severity: "critical" }]);
  });

  it.each([
    ["another question", { comparison_operator: ">=" }, "its rule was changed by Ana"],
    ["shadow", { mode: "shadow" }, "its rule was moved from live to shadow by Ana"],
    ["a draft", { mode: "draft" }, "its rule was made a draft by Ana"],
    ["off", { is_active: false }, "its rule was disabled by Ana"],
  ])("resolves it when the rule becomes %s, with the reason", async (_what, sent, reason) => {
    await change("09:01", sent);
    expect(await all()).toMatchObject([{ status: "resolved", autoResolved: true, resolutionNotes: reason }]);
    expect((await timelineOf(1)).at(-1)).toBe(`resolved: Resolved by itself: ${reason}`);
    const events = await database.db.select().from(outbox);
    expect(events.map(({ name }) => name).filter((name) => name.startsWith("alert/"))).toEqual([
      "alert/triggered",
      "alert/resolved",
    ]);
    const audit = await database.db.select().from(auditEvents);
    expect(audit.at(-1)).toMatchObject({ action: "alert/resolved", actor: "Ana" });
  });

  it("keeps the alert, resolved, when the rule is deleted", async () => {
    expect(await removeRule(at("09:01"), { ruleId: 1 })).toMatchObject({ resolved_alerts: 1 });
    expect(await all()).toMatchObject([
      { status: "resolved", ruleId: 1, resolutionNotes: "its rule was deleted by Ana" },
    ]);
    await collect("09:01:04", [50, 50]);
    expect(await all()).toHaveLength(1);
  });

  it("begins anew when it is enabled: nothing of what passed meanwhile raises an alert", async () => {
    await switchRule(at("09:01"), { ruleId: 1, to: "disabled" });
    await collect("09:02", [50, 50, 50, 0]);
    await switchRule(at("09:03"), { ruleId: 1, to: "enabled" });
    await sweepRules(database.context({ now: clock("09:03:01") }));
    expect(await all()).toHaveLength(1);
    await collect("09:04", [50, 50]);
    expect(await all()).toHaveLength(1);
    await collect("09:04:08", [50]);
    expect(await all()).toMatchObject([{ id: 2, status: "triggered" }, { id: 1 }]);
  });

  it("closes what is open in shadow when it goes live", async () => {
    await change("09:01", { mode: "shadow" });
    await collect("09:02", [50, 50, 50]);
    await change("09:03", { mode: "live" });
    const rows = await database.db.select().from(alerts);
    expect(rows.map(({ isShadow, status }) => [isShadow, status])).toEqual([
      [false, "resolved"],
      [true, "resolved"],
    ]);
  });
});

describe("an evaluation that read the rule before it changed", () => {
  it("raises nothing for a rule that is off meanwhile: nobody would resolve it again", async () => {
    await change("08:30", { duration_seconds: 0 });
    const [rule] = (await activeRules(database.context())).all;
    if (rule === undefined) throw new Error("unreachable: made above");
    await switchRule(at("09:00"), { ruleId: 1, to: "disabled" });
    const candidate = {
      rule,
      series: { id: 1, metric: METRIC, labels: {} },
      samples: [{ at: clock("09:00"), value: 50 }],
      history: { samples: [], basis: [] },
      intervalMs: 4 * SECOND_MS,
    };
    expect(await judge(database.context({ now: clock("09:00:01") }), [candidate])).toMatchObject({
      raised: [],
      lost: 1,
    });
    expect(await all()).toEqual([]);
  });

  it("does not bring back a state that went with the rule's question", async () => {
    const move = { ruleId: 1, seriesId: 1, state: { ...UNSEEN, phase: "firing" as const } };
    expect(await moveStates(database.db, [{ ...move, expected: 3 }], clock("09:00"))).toEqual([]);
    expect(await listStatesOf(database.db, 1)).toEqual([]);
    expect(await moveStates(database.db, [{ ...move, expected: 0 }], clock("09:00"))).toHaveLength(1);
  });
});

describe("the rules an evaluation works with", () => {
  it("are read once, and again after any write, by whatever hand", async () => {
    const ctx = database.context();
    const first = await activeRules(ctx);
    expect(await activeRules(ctx)).toBe(first);
    await database.db.execute("update alert_rules set cooldown_minutes = 9");
    const second = await activeRules(ctx);
    expect(second.all).toEqual(await listActiveRules(database.db));
    expect(second.all[0]?.cooldownMs).toBe(540_000);
    await database.db.execute("delete from alert_rules");
    expect((await activeRules(ctx)).all).toEqual([]);
  });

  it("find theirs among the series", async () => {
    const series: Series = { id: 1, metric: METRIC, labels: {} };
    const { findPrompt, find } = await activeRules(database.context());
    expect([findPrompt(series).length, find(series).length]).toEqual([1, 1]);
    await change("09:00", { lateness_seconds: 30 });
    const late = await activeRules(database.context());
    expect([late.findPrompt(series).length, late.find(series).length]).toEqual([0, 1]);
  });
});

describe("why a rule is silent", () => {
  const standing = async (time: string) => (await readRule(at(time), 1)).standing;

  it("is said in words: no sample, off, not for its duration, in cooldown", async () => {
    expect((await standing("09:00")).sentence).toBe(`Silent: ${METRIC} has never had a sample.`);
    await collect("09:00", [5]);
    expect(await standing("09:00:01")).toEqual({
      sentence: "Silent: 1 of 1 series where the condition is not met.",
      series: [expect.objectContaining({ labels: {}, phase: "inactive", last_value: 5, sentence: "Clear at 5 %." })],
    });
    await collect("09:00:04", [50]);
    expect((await standing("09:00:05")).series[0]).toMatchObject({
      phase: "pending",
      since: clock("09:00:04").toISOString(),
      sentence: "Breached at 50 % for 1 s; fires after 8 s without a gap.",
    });
    await collect("09:00:08", [50, 50]);
    expect(await standing("09:00:13")).toMatchObject({
      sentence: "Firing on 1 of 1 series.",
      series: [{ phase: "firing", level: "warning", alert_id: 1 }],
    });
    await change("09:00:14", { hold_seconds: 0 });
    await collect("09:00:16", [0, 50, 50, 50]);
    expect((await standing("09:00:30")).sentence).toBe(
      "Silent: 1 of 1 series breached and in cooldown after the last alert.",
    );
    expect((await standing("11:00")).series[0]?.sentence).toBe("No new sample for 1 h 59 min 32 s.");
    await switchRule(at("11:00"), { ruleId: 1, to: "disabled" });
    expect((await standing("11:00")).sentence).toBe("Silent: the rule is disabled.");
  });
});
