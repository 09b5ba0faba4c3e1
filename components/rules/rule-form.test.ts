import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { RuleBody } from "@/lib/rules/body";
import { readRuleBody } from "@/lib/rules/read-body";
import type { Condition, Rule } from "@/lib/rules/schema";
import { ruleToWire } from "@/lib/rules/wire";
import { describeChanges } from "./describe-changes";
import { BLANK_FORM, bodyOf, formOf, type RuleForm } from "./rule-form";

const CONDITIONS: Condition[] = [
  { kind: "threshold", aggregate: "last", windowMs: 0 },
  { kind: "threshold", aggregate: "p95", windowMs: 600_000 },
  { kind: "change", periodMs: 86_400_000, measure: "difference" },
  { kind: "absent" },
  { kind: "anomaly" },
  { kind: "burn_rate", objective: 99.5, longMs: 3_600_000, shortMs: 300_000 },
];

function throughTheForm(rule: Rule) {
  const read = readRuleBody(RuleBody.parse(bodyOf(formOf(ruleToWire(rule)))));
  return read.kind === "rule" ? read.rule : read.fault;
}

describe("the form of a rule", () => {
  it.each(CONDITIONS)("gives back the rule it was made of: %o", (condition) => {
    const rule = aRule({
      condition,
      labels: { provider: "*" },
      matchers: [{ label: "provider", operator: "=~", value: "nord.*" }],
      levels: [
        { severity: "warning", threshold: 2, recovery: 1.5, durationMs: null },
        { severity: "critical", threshold: 5, recovery: null, durationMs: 60_000 },
      ],
      windows: { least: 3, of: 5 },
      mode: "shadow",
    });
    const { id: _id, version: _version, isDefault: _isDefault, ...unsaved } = rule;
    expect(throughTheForm(rule)).toEqual(unsaved);
  });

  it("takes a comma for a point, and leaves it to the API to say what is no number", () => {
    const level = { severity: "warning", threshold: "2,5", recovery: "", durationSeconds: null } as const;
    expect(bodyOf({ ...BLANK_FORM, levels: [level] }).levels[0]).toMatchObject({
      threshold_value: 2.5,
      recovery_value: null,
    });
    const parsed = RuleBody.safeParse(bodyOf({ ...BLANK_FORM, name: "x", levels: [{ ...level, threshold: "two" }] }));
    expect(parsed.error?.issues[0]?.path).toEqual(["levels", 0, "threshold_value"]);
  });
});

describe("what was changed, in words", () => {
  const before: RuleForm = {
    ...BLANK_FORM,
    levels: [
      { severity: "warning", threshold: "1", recovery: "", durationSeconds: null },
      { severity: "critical", threshold: "2", recovery: "", durationSeconds: null },
    ],
  };

  it("is nothing where nothing differs", () => {
    expect(describeChanges(before, { ...before })).toEqual([]);
  });

  it("names levels that were added, moved and removed, with the metric's unit", () => {
    const levels: RuleForm["levels"] = [
      { severity: "critical", threshold: "3", recovery: "2.5", durationSeconds: 120 },
      { severity: "emergency", threshold: "15", recovery: "", durationSeconds: null },
    ];
    expect(describeChanges(before, { ...before, levels })).toEqual([
      "critical 2 % to 3 %",
      "critical recovers at none to 2.5 %",
      "critical held for the rule's to 2 min",
      "emergency at 15 % added",
      "warning removed",
    ]);
  });

  it("tells other fields from what to what, and long texts only as changed", () => {
    const after: RuleForm = {
      ...before,
      cooldownMinutes: "30",
      channels: ["log", "slack"],
      labels: [{ name: "provider", value: "*" }],
      mode: "shadow",
      isActive: false,
      runbook: "1. Look.",
    };
    expect(describeChanges(before, after)).toEqual([
      "labels none to provider any",
      "told by severity to log and slack",
      "cooldown 15 min to 30 min",
      "mode live to shadow",
      "switched on to off",
      "runbook changed",
    ]);
  });
});
