import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { RuleBody } from "@/lib/rules/body";
import { scopeOf } from "@/lib/server/context";
import { clock, DAY } from "@/lib/server/scenarios/scenario";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { previewRule } from "./preview";
import { previewToWire } from "./preview-wire";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
  await base.ensurePartitions({ from: addMs(DAY, -8 * DAY_MS), to: addMs(DAY, DAY_MS) });
  await record("nordpay", (minute) => (minute >= 60 && minute < 70 ? 9 : minute >= 120 && minute < 124 ? 3 : 0.5));
  await record("ecpay", () => 0.4);
  await record("nordpay", () => 0.7, 7 * DAY_MS);
});
afterAll(() => base.close());

const NOW = clock("12:00");
const BEGIN = clock("08:00");

/** Four hours of a provider by minute, which end a minute before noon. */
async function record(provider: string, valueAt: (minute: number) => number, agoMs = 0): Promise<void> {
  const ctx = base.context({ now: NOW });
  const samples = Array.from({ length: 240 }, (_, minute) => ({
    metric: "payment_failure_rate",
    labels: { provider },
    at: addMs(BEGIN, minute * MINUTE_MS - agoMs),
    value: valueAt(minute),
  }));
  await recordSamples(ctx, { samples });
}

function preview(changes: Record<string, unknown> = {}) {
  const rule = RuleBody.parse({
    rule_name: "by provider",
    metric_name: "payment_failure_rate",
    comparison_operator: ">",
    levels: [
      { severity: "warning", threshold_value: 2 },
      { severity: "critical", threshold_value: 5 },
    ],
    labels: { provider: "*" },
    duration_seconds: 300,
    ...changes,
  });
  return previewRule(base.context({ now: NOW }), { rule });
}

describe("the preview of a rule", () => {
  it("shows each matching series, the one nearest to a breach first, where it would have fired and what was too short", async () => {
    const wire = previewToWire(await preview());
    expect(wire.matching_series).toBe(2);
    expect(wire.lines.map(({ labels }) => labels.provider)).toEqual(["nordpay", "ecpay"]);
    expect(wire.lines[0]?.firings).toEqual([
      {
        since: clock("09:00").toISOString(),
        raised_at: clock("09:05").toISOString(),
        until: clock("09:10").toISOString(),
        severity: "critical",
      },
    ]);
    expect(wire.too_short).toMatchObject({ severity: "warning", seconds: 180, from: clock("10:00").toISOString() });
    expect(wire.thresholds.map(({ words }) => words)).toEqual(["2 %", "5 %"]);
  });

  it("keeps the highest reading of a step, and lays last week's same time beside it", async () => {
    const { times, lines, lastWeek } = await preview();
    const index = times.indexOf(clock("09:00").getTime());
    expect(lines[0]?.values[index]).toBe(9);
    expect(lines[0]?.values[0]).toBeNull();
    expect(lastWeek?.[index]).toBeCloseTo(0.7);
  });

  it("looks downwards for a rule that asks for less, and knows no week for a change", async () => {
    const below = await preview({ comparison_operator: "<", levels: [{ severity: "warning", threshold_value: 0.1 }] });
    expect(below.lines[0]?.series.labels.provider).toBe("ecpay");
    const change = await preview({ condition: { kind: "change", period_seconds: 3600 } });
    expect(change.lastWeek).toBeNull();
  });

  it("counts seconds of silence for absent data", async () => {
    const { lines } = await preview({
      condition: { kind: "absent" },
      labels: { provider: "ecpay" },
      levels: [{ severity: "warning", threshold_value: 30 }],
      duration_seconds: 0,
    });
    expect(lines[0]?.values.at(-2)).toBe(0);
    expect(lines[0]?.trace.firings).toHaveLength(1);
  });

  it("shows nothing of a brand that is not the viewer's", async () => {
    const rule = RuleBody.parse({
      rule_name: "whole",
      metric_name: "payment_failure_rate",
      comparison_operator: ">",
      threshold_value: 1,
      severity: "warning",
      labels: { provider: "*" },
    });
    const ctx = base.context({ now: NOW, scope: scopeOf(["aurora"]) });
    expect((await previewRule(ctx, { rule })).matching).toBe(0);
  });

  it("names the field of a rule that is none", async () => {
    await expect(preview({ metric_name: "nonsense" })).rejects.toMatchObject({ field: "rule.metric_name" });
    await expect(preview({ minimum_sample: 5, metric_name: "active_players" })).rejects.toMatchObject({
      field: "rule.minimum_sample",
    });
  });
});
