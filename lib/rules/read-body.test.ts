import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { RuleBody } from "./body";
import { mergeBody } from "./merge-body";
import { readRuleBody } from "./read-body";
import { LAST_VALUE, type Rule } from "./schema";
import { ruleToBody, ruleToWire } from "./wire";

const LEAST = {
  rule_name: "spike",
  metric_name: "payment_failure_rate",
  comparison_operator: ">",
  threshold_value: 1,
  severity: "critical",
};
const read = (changes: Record<string, unknown>) => readRuleBody(RuleBody.parse({ ...LEAST, ...changes }));
const fault = (changes: Record<string, unknown>) => {
  const found = read(changes);
  return found.kind === "fault" ? `${found.fault.field}: ${found.fault.message}` : "no fault";
};
const level = (severity: string, threshold_value: number, more = {}) => ({ severity, threshold_value, ...more });
const several = (levels: unknown[], more = {}) => ({ threshold_value: null, severity: null, levels, ...more });

describe("a body of a rule", () => {
  it("needs five fields, and the rest has the sources' defaults", () => {
    expect(read({})).toEqual({
      kind: "rule",
      rule: {
        name: "spike",
        metric: "payment_failure_rate",
        labels: {},
        matchers: [],
        condition: LAST_VALUE,
        operator: ">",
        levels: [{ severity: "critical", threshold: 1, recovery: null, durationMs: null }],
        channels: null,
        durationMs: 0,
        cooldownMs: 900_000,
        holdMs: 60_000,
        maxAlertsPerHour: 4,
        windows: null,
        minimumSample: null,
        noData: "keep",
        latenessMs: 0,
        mode: "live",
        class: "ordinary",
        measureId: null,
        runbook: null,
        description: null,
        isActive: true,
      },
    });
  });

  const conditions: Rule["condition"][] = [
    LAST_VALUE,
    { kind: "threshold", aggregate: "p95", windowMs: 600_000 },
    { kind: "change", periodMs: 604_800_000, measure: "difference" },
    { kind: "absent" },
    { kind: "anomaly" },
    { kind: "burn_rate", objective: 99.9, longMs: 3_600_000, shortMs: 300_000 },
  ];
  it.each(conditions)("comes back from the wire as it was: $kind $aggregate", (condition) => {
    const rule = aRule({
      condition,
      labels: { brand: "*" },
      matchers: [{ label: "brand", operator: "=~", value: "a.*" }],
      levels: [
        { severity: "warning", threshold: 2, recovery: 1.5, durationMs: 600_000 },
        { severity: "critical", threshold: 5, recovery: null, durationMs: null },
      ],
      windows: { least: 2, of: 3 },
      noData: "resolve",
      latenessMs: 30_000,
      mode: "shadow",
      class: "player_safety",
      measureId: 3,
      minimumSample: null,
      isActive: false,
    });
    const { id: _id, isDefault: _isDefault, version: _version, ...asNew } = rule;
    expect(readRuleBody(RuleBody.parse(ruleToWire(rule)))).toEqual({ kind: "rule", rule: asNew });
  });

  it("puts levels in rising order and names each channel once", () => {
    const found = read(several([level("critical", 5), level("warning", 2)], { notification_channels: ["log", "log"] }));
    expect(found).toMatchObject({
      rule: { levels: [{ severity: "warning" }, { severity: "critical" }], channels: ["log"] },
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ["threshold_value: expected a number, such as 5", { threshold_value: null }],
    ["severity: expected one of info, warning, critical, emergency", { severity: null }],
    ["levels: expected each severity once", several([level("info", 1), level("info", 2)])],
    [
      "levels: a graver level must be above the milder one, such as warning 2, critical 5",
      several([level("warning", 5), level("critical", 5)]),
    ],
    [
      "levels: a graver level must be below the milder one, such as warning 5, critical 2",
      several([level("warning", 2), level("critical", 5)], { comparison_operator: "<" }),
    ],
    [
      "levels: == takes one level: several need >, >=, < or <=",
      several([level("warning", 2), level("critical", 5)], { comparison_operator: "==" }),
    ],
    [
      "levels: recovery_value of warning must be on the good side of its threshold, such as 4 for > 5",
      several([level("warning", 5, { recovery_value: 6 })]),
    ],
    [
      "levels: recovery_value of warning must be on the good side of its threshold, such as 6 for < 5",
      several([level("warning", 5, { recovery_value: 4 })], { comparison_operator: "<=" }),
    ],
    [
      "levels: != has no way back: leave recovery_value of warning out",
      several([level("warning", 5, { recovery_value: 4 })], { comparison_operator: "!=" }),
    ],
    [
      "condition.window_seconds: expected a window for avg, such as 600",
      { condition: { kind: "threshold", aggregate: "avg" } },
    ],
    [
      "condition.window_seconds: last looks at one sample: leave the window out, or choose an aggregate such as avg",
      { condition: { kind: "threshold", window_seconds: 60 } },
    ],
    [
      "condition.short_window_seconds: expected a window no longer than the long one, such as 300",
      { condition: { kind: "burn_rate", objective: 99, long_window_seconds: 60, short_window_seconds: 61 } },
    ],
    [
      "comparison_operator: absent counts the seconds without a sample, so it takes > or >=, such as > 300",
      { condition: { kind: "absent" }, comparison_operator: "<" },
    ],
    ["windows.least: expected at most 3, since that many readings are looked at", { windows: { least: 4, of: 3 } }],
    [
      "minimum_sample: active_players has no count behind it: leave minimum_sample out",
      { metric_name: "active_players", minimum_sample: 50 },
    ],
    ["no fault", several([level("warning", 5, { recovery_value: 5 })])],
    ["no fault", { minimum_sample: 50 }],
  ])("says %s", (expected, changes) => {
    expect(fault(changes)).toBe(expected);
  });
});

describe("a body in part", () => {
  const present = ruleToBody(aRule());

  it("leaves what it does not name as it was", () => {
    expect(mergeBody(present, { cooldown_minutes: 0 })).toEqual({ ...present, cooldown_minutes: 0 });
  });

  it("lets levels speak for threshold and severity, and never brings a version along", () => {
    const merged = mergeBody({ ...present, version: 4 }, { levels: [level("warning", 2)] });
    expect(merged).not.toHaveProperty("threshold_value");
    expect(merged).not.toHaveProperty("version");
    expect(mergeBody({ ...present, version: 4 }, { version: 3 })).toMatchObject({ version: 3, threshold_value: 20 });
  });
});
