import { expect, it, describe as suite } from "vitest";
import { aRule } from "@/lib/fixtures";
import { describeDifference, difference } from "./difference";
import { effectOf } from "./effect-of";
import { versionsToWire } from "./version";
import { ruleToBody } from "./wire";

const level = (severity: "warning" | "critical", threshold: number) => ({
  severity,
  threshold,
  recovery: null,
  durationMs: null,
});
type Given = Parameters<typeof aRule>[0];
const between = (before: Given, after: Given) => difference(ruleToBody(aRule(before)), ruleToBody(aRule(after)));

suite("the difference of two versions", () => {
  it("is nothing where they mean the same, whatever the order of keys", () => {
    expect(between({ labels: { a: "1", b: "2" } }, { labels: { b: "2", a: "1" } })).toEqual([]);
    const matcher = { label: "provider", operator: "=", value: "x" } as const;
    const turned = { value: "x", operator: "=", label: "provider" } as const;
    expect(between({ matchers: [matcher] }, { matchers: [turned] })).toEqual([]);
  });

  it("names each field with what it was and is, inside too, in the order of the API", () => {
    expect(between({ runbook: "a" }, { runbook: null, name: "other", labels: { provider: "*" } })).toEqual([
      { field: "rule_name", before: "payment_outage", after: "other" },
      { field: "labels.provider", before: null, after: "*" },
      { field: "runbook", before: "a", after: null },
    ]);
  });

  it("finds a level by its severity", () => {
    const before = { levels: [level("warning", 2), level("critical", 5)] };
    const after = { levels: [level("warning", 2), { ...level("critical", 6), recovery: 4 }] };
    expect(between(before, after)).toEqual([
      { field: "levels.critical.threshold_value", before: 5, after: 6 },
      { field: "levels.critical.recovery_value", before: null, after: 4 },
    ]);
  });

  it("is one line in words, and names long texts only", () => {
    const line = describeDifference(between({ threshold: 5, runbook: "a" }, { threshold: 6, runbook: "a\nb" }));
    expect(line).toBe("threshold_value 5 to 6, runbook changed");
    expect(describeDifference(between({ channels: null }, { channels: ["log"] }))).toBe(
      'notification_channels nothing to ["log"]',
    );
  });

  it("is shown of each version against the one before it", () => {
    const version = (number: number, threshold: number) => ({
      ruleId: 1,
      version: number,
      change: "changed" as const,
      changedBy: "Ana",
      changedAt: new Date("2026-11-20T09:00:00Z"),
      body: ruleToBody(aRule({ threshold })),
    });
    const wire = versionsToWire([version(3, 7), version(2, 5), version(1, 5)]);
    expect(wire.map(({ differences }) => differences.length)).toEqual([1, 0, 0]);
  });
});

suite("what a change of a rule means for where it stands", () => {
  const effect = (before: Given, after: Given) => effectOf(aRule(before), aRule(after), "Ana");

  it.each<[string, Given]>([
    ["a threshold", { threshold: 9 }],
    ["a duration", { durationMs: 0 }],
    ["a hold-off", { holdMs: 0 }],
    ["a name", { name: "other" }],
    ["channels", { channels: ["log"] }],
    ["one more level", { levels: [level("warning", 5), level("critical", 20)] }],
  ])("is nothing for %s: an open alert follows", (_what, after) => {
    expect(effect({}, after)).toEqual({ kind: "follow" });
  });

  it.each<[string, Given]>([
    ["metric", { metric: "payment_failure_rate" }],
    ["labels", { labels: { provider: "*" } }],
    ["matchers", { matchers: [{ label: "provider", operator: "=", value: "x" }] }],
    ["condition", { condition: { kind: "absent" } }],
    ["operator", { operator: ">=" }],
    ["class", { class: "player_safety" }],
    ["level that is gone", { severity: "warning" }],
  ])("is another question with another %s", (_what, after) => {
    expect(effect({}, after)).toEqual({ kind: "anew", reason: "its rule was changed by Ana" });
  });

  it("stops where the rule is switched off or a draft, and begins anew where it comes back", () => {
    expect(effect({}, { isActive: false })).toEqual({ kind: "stop", reason: "its rule was disabled by Ana" });
    expect(effect({}, { mode: "draft" })).toEqual({ kind: "stop", reason: "its rule was made a draft by Ana" });
    expect(effect({ isActive: false }, {})).toMatchObject({ kind: "anew" });
    expect(effect({}, { mode: "shadow" })).toEqual({
      kind: "anew",
      reason: "its rule was moved from live to shadow by Ana",
    });
  });
});
