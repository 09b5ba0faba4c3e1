import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { rulesAsYaml } from "./as-yaml";
import { defaultRule } from "./default-rule";
import { DEFAULT_RULES } from "./defaults";
import { describeFileFault, rulesFromYaml } from "./from-yaml";
import type { NewRule } from "./read-body";

const DEFAULTS = DEFAULT_RULES.map(defaultRule);

function readBack(rules: readonly NewRule[]): NewRule[] {
  const read = rulesFromYaml(rulesAsYaml(rules));
  if (read.kind === "faults") throw new Error(read.faults.map(describeFileFault).join("\n"));
  return read.rules.map(({ rule }) => rule);
}

function faultsOf(text: string): string[] {
  const read = rulesFromYaml(text);
  return read.kind === "faults" ? read.faults.map(describeFileFault) : [];
}

const byName = (a: NewRule, b: NewRule) => (a.name < b.name ? -1 : 1);

describe("rules as a file", () => {
  it("are written by name, with what is not as it would be anyway", () => {
    const text = rulesAsYaml([
      aRule({ name: "b", channels: null, durationMs: 0, runbook: null, description: null }),
      aRule({
        name: "a",
        labels: { provider: "*" },
        levels: [
          { severity: "warning", threshold: 2, recovery: 1.5, durationMs: null },
          { severity: "critical", threshold: 5, recovery: null, durationMs: 60_000 },
        ],
        condition: { kind: "threshold", aggregate: "avg", windowMs: 600_000 },
        isActive: false,
      }),
    ]);
    expect(text.split("\n").slice(3).join("\n")).toBe(`
rules:
  - rule_name: a
    description: More than one payment in five fails.
    metric_name: payment_failure_rate_1m
    labels: {provider: "*"}
    condition: {kind: threshold, aggregate: avg, window_seconds: 600}
    comparison_operator: ">"
    levels:
      - {severity: warning, threshold_value: 2, recovery_value: 1.5}
      - {severity: critical, threshold_value: 5, duration_seconds: 60}
    duration_seconds: 15
    notification_channels: [log, email, slack, pagerduty]
    is_active: false
    runbook: |-
      1. Call the provider.
      2. Route around it.

  - rule_name: b
    metric_name: payment_failure_rate_1m
    comparison_operator: ">"
    threshold_value: 20
    severity: critical
`);
    expect(text).toMatch(/^# Pitboss rules as code/);
  });

  it("are read back as they were, every shipped one, whatever their order", () => {
    expect(readBack(DEFAULTS)).toEqual(DEFAULTS.toSorted(byName));
    expect(rulesAsYaml(DEFAULTS.toReversed())).toBe(rulesAsYaml(DEFAULTS));
    expect(rulesAsYaml(readBack(DEFAULTS))).toBe(rulesAsYaml(DEFAULTS));
  });

  it("keep every kind of condition, matchers and what looks like something else", () => {
    const {
      id: _id,
      version: _version,
      isDefault: _isDefault,
      ...rule
    } = aRule({ name: "yes", description: "12: #x" });
    const rules: NewRule[] = [
      { ...rule, matchers: [{ label: "provider", operator: "=~", value: "nord.*" }], labels: { provider: "*" } },
      { ...rule, name: "1.5", condition: { kind: "absent" }, windows: { least: 3, of: 5 } },
      { ...rule, name: "change", condition: { kind: "change", periodMs: 3_600_000, measure: "percent" } },
      { ...rule, name: "burn", condition: { kind: "burn_rate", objective: 99.9, longMs: 3_600_000, shortMs: 300_000 } },
      { ...rule, name: "anomaly", condition: { kind: "anomaly" }, channels: [], noData: "resolve", mode: "shadow" },
    ];
    expect(readBack(rules)).toEqual(rules.toSorted(byName));
  });
});

describe("a wrong file", () => {
  it.each([
    ["", 'line 1: expected a list under "rules", such as: rules: [{rule_name: payment_outage, …}]'],
    ["rules: 5", 'line 1: expected a list under "rules", such as: rules: [{rule_name: payment_outage, …}]'],
    ["rules:\n  - 5", "line 2: expected a rule, such as {rule_name: payment_outage, …}"],
    ["rules: []\nrule: []", "line 2: rule is not known here, only rules"],
  ])("%j is told", (text, message) => {
    expect(faultsOf(text)).toEqual([message]);
  });

  it("that is no YAML is told with its line", () => {
    expect(faultsOf("rules:\n  - rule_name: a\n   metric_name: b")).toEqual([
      expect.stringMatching(/^line 3: not YAML: /),
    ]);
    expect(faultsOf("rules:\n  - {rule_name: a, rule_name: b}")).toEqual([
      expect.stringMatching(/^line 2: not YAML: Map keys must be unique/),
    ]);
  });

  it("is told every fault at once, with rule, field, reason and line", () => {
    const faults = faultsOf(`rules:
  - rule_name: a
    metric_name: payment_failure_rate
    comparison_operator: ">"
    threshold_value: "5"
    severity: critical
  - rule_name: b
    metric_name: payment_failure_rate
    comparison_operator: ">"
    treshold_value: 5
    duration_seconds: -5
    levels:
      - {severity: warning, threshold_value: 5}
      - {severity: critical,
         threshold_value: much}
  - rule_name: c
    metric_name: payment_failure_rate
    comparison_operator: ">"
    levels:
      - {severity: warning, threshold_value: 5}
      - {severity: critical, threshold_value: 4}
`);
    expect(faults).toEqual([
      "line 5, a, threshold_value: expected a number, such as 5",
      expect.stringMatching(/^line 10, b, treshold_value: is not known; expected one of rule_name, /),
      "line 11, b, duration_seconds: expected 0 or more, such as 300",
      "line 15, b, levels.1.threshold_value: expected a number, such as 5",
      expect.stringMatching(/^line 20, c, levels: a graver level must be above/),
    ]);
  });

  it("that misspells a field inside of another is told so", () => {
    const rule = 'rule_name: a, metric_name: m, comparison_operator: ">"';
    expect(
      faultsOf(`rules:
  - {${rule}, threshold_value: 1, severity: info, condition: {kind: threshold, agregate: avg}}
  - {${rule}, levels: [{severity: info, threshold_value: 1, recovery: 0}]}
`),
    ).toEqual(["line 2, a, condition.agregate: is not known here", "line 3, a, levels.0.recovery: is not known here"]);
  });

  it("that names a rule twice is told where it did so first", () => {
    const rule = '{rule_name: a, metric_name: m, comparison_operator: ">", threshold_value: 1, severity: info}';
    expect(faultsOf(`rules:\n  - ${rule}\n  - ${rule}`)).toEqual([
      "line 3, a, rule_name: is in the file twice, first on line 2",
    ]);
  });

  it("whose aliases grow beyond measure is not unfolded", () => {
    const lines = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${"*l0, ".replace("0", String(level)).repeat(9)}]`,
    );
    expect(faultsOf(`l0: &l0 [x]\n${lines.join("\n")}\nrules: []`)).toEqual([
      "line 1: aliases unfold to too much: write the rules out",
    ]);
  });

  it("may share parts by alias, and repeat what a GET adds", () => {
    const read = rulesFromYaml(`rules:
  - &base {rule_name: a, metric_name: m, comparison_operator: ">", threshold_value: 1, severity: info, id: 7, version: 3}
  - {<<: *base, rule_name: b}
`);
    expect(read).toMatchObject({
      kind: "rules",
      rules: [
        { rule: { name: "a" }, line: 2 },
        { rule: { name: "b" }, line: 3 },
      ],
    });
  });
});
