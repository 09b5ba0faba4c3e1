import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { MINUTE_MS } from "@/lib/kernel/time";
import { RuleBody } from "./body";
import { defaultRule } from "./default-rule";
import { DEFAULT_RULES } from "./defaults";
import { lint, type RuleFacts } from "./lint";
import { readRuleBody } from "./read-body";
import type { Rule } from "./schema";
import { ruleToBody } from "./wire";

const NOW = new Date("2026-11-20T09:00:00Z");
const WELL: RuleFacts = {
  series: 1,
  selected: 1,
  labelSets: [[]],
  newestAt: NOW,
  intervalMs: 4_000,
  reachable: { warning: { told: ["ops@x.test"], because: [] }, critical: { told: ["ops@x.test"], because: [] } },
};
const found = (changes: Parameters<typeof aRule>[0], facts: Partial<RuleFacts> = {}) =>
  lint(aRule(changes), { ...WELL, ...facts }, NOW);
const codes = (...given: Parameters<typeof found>) => found(...given).map(({ code }) => code);

describe("what is odd about a rule", () => {
  it("is nothing where all is well", () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Parameters<typeof aRule>[0]]>([
    ["a rate above 100 %", { threshold: 100 }],
    ["a rate below 0 %", { operator: "<", threshold: 0 }],
    ["a count below 0", { metric: "active_players", operator: "<", threshold: 0 }],
    ["a count that equals −1", { metric: "active_players", operator: "==", threshold: -1 }],
    ["latency at or below −1", { metric: "api_latency_p99", operator: "<=", threshold: -1 }],
    [
      "a burn rate that 99 % cannot reach",
      {
        threshold: 101,
        condition: { kind: "burn_rate", objective: 99, longMs: 60 * MINUTE_MS, shortMs: 5 * MINUTE_MS },
      },
    ],
    [
      "a fall by more than all of it",
      { operator: "<", threshold: -101, condition: { kind: "change", periodMs: MINUTE_MS, measure: "percent" } },
    ],
  ])("never fires: %s", (_what, changes) => {
    expect(codes(changes)).toEqual(["never-fires"]);
  });

  it.each<[string, Parameters<typeof aRule>[0]]>([
    ["a count at or above 0", { metric: "active_players", operator: ">=", threshold: 0 }],
    ["a count above −1", { metric: "active_players", operator: ">", threshold: -1 }],
    ["a rate at or below 100 %", { operator: "<=", threshold: 100 }],
    [
      "a recovery below what there is",
      { levels: [{ severity: "critical", threshold: 5, recovery: -1, durationMs: null }] },
    ],
  ])("never resolves: %s", (_what, changes) => {
    expect(codes(changes)).toEqual(["never-resolves"]);
  });

  it.each<[string, Parameters<typeof aRule>[0]]>([
    [
      "the sum of rates above 100",
      { threshold: 150, condition: { kind: "threshold", aggregate: "sum", windowMs: 60_000 } },
    ],
    [
      "a fall by half",
      { operator: "<", threshold: -50, condition: { kind: "change", periodMs: MINUTE_MS, measure: "percent" } },
    ],
    ["money lost", { metric: "payment_volume", operator: "<", threshold: -5 }],
    ["a pushed metric of any unit", { metric: "loyalty_points", threshold: 1e9 }],
    ["a rate of 100 %", { operator: ">=", threshold: 100 }],
    ["silence of five minutes", { threshold: 300, condition: { kind: "absent" } }],
  ])("is nothing for %s", (_what, changes) => {
    expect(codes(changes)).toEqual([]);
  });

  it("says it in words with the metric's unit", () => {
    expect(found({ threshold: 120 })[0]?.message).toBe(
      "The critical level never fires: no value of payment_failure_rate_1m is above 120 %.",
    );
  });

  it("names a metric without samples, and labels that no series has", () => {
    expect(found({}, { series: 0, selected: 0 })).toEqual([
      { code: "not-collected", message: "Never fires for now: payment_failure_rate_1m has never had a sample." },
    ]);
    const facts = { selected: 0, labelSets: [[], ["brand", "provider"]] };
    expect(found({ labels: { provider: "*" } }, facts)[0]).toEqual({
      code: "no-series",
      message:
        "Never fires for now: no series of payment_failure_rate_1m fits. The rule asks for the label provider; there are series with no labels; with the labels brand and provider.",
    });
  });

  it("names a series that stopped, but not to a rule that waits for just that", () => {
    const newestAt = new Date(NOW.getTime() - 200 * MINUTE_MS);
    expect(found({}, { newestAt })[0]).toEqual({
      code: "silent",
      message: "Judges nothing at the moment: payment_failure_rate_1m has had no sample for 3 h 20 min.",
    });
    expect(codes({ condition: { kind: "absent" }, threshold: 300 }, { newestAt })).toEqual([]);
  });

  it("names conditions that do not fit the metric or its rhythm", () => {
    const burn: Rule["condition"] = { kind: "burn_rate", objective: 99, longMs: 3_600_000, shortMs: 300_000 };
    expect(codes({ condition: { kind: "anomaly" } })).toEqual(["no-baseline"]);
    expect(codes({ metric: "api_latency_p99", condition: burn, threshold: 10 })).toEqual(["not-an-error-rate"]);
    const average: Rule["condition"] = { kind: "threshold", aggregate: "avg", windowMs: MINUTE_MS };
    expect(codes({ condition: average }, { intervalMs: MINUTE_MS })).toEqual(["window-too-short"]);
    expect(codes({ condition: average })).toEqual([]);
  });

  it("names the severity that reaches nobody, and why, unless the log was all that was wanted", () => {
    const reachable = { critical: { told: [], because: ["slack is not configured: set SLACK_WEBHOOK_URL"] } };
    expect(found({ channels: ["log", "slack"] }, { reachable })).toEqual([
      {
        code: "reaches-nobody",
        message: "A critical alert reaches nobody but the log: slack is not configured: set SLACK_WEBHOOK_URL.",
      },
    ]);
    expect(found({ severity: "info", channels: null }, { reachable })[0]?.message).toBe(
      "An info alert reaches nobody but the log: info alerts are routed to no other channel.",
    );
    expect(codes({ channels: ["log"] }, { reachable })).toEqual([]);
    expect(codes({ mode: "shadow" }, { reachable })).toEqual(["shadow"]);
  });

  it("says what a draft and a rule in shadow do", () => {
    expect(codes({ mode: "draft" })).toEqual(["draft"]);
    expect(codes({ mode: "shadow" })).toEqual(["shadow"]);
  });
});

describe("the rules the house ships", () => {
  it.each(DEFAULT_RULES)("have nothing odd, and could be sent back by API: $name", (shipped) => {
    const rule = defaultRule(shipped);
    const told = { told: ["ops@x.test"], because: [] };
    const reachable = { info: told, warning: told, critical: told, emergency: told };
    expect(lint(rule, { ...WELL, reachable }, NOW)).toEqual([]);
    expect(readRuleBody(RuleBody.parse(ruleToBody(rule)))).toEqual({ kind: "rule", rule });
  });
});
