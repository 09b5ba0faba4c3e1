import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { Matcher, matchesAll } from "@/lib/kernel/matchers";
import { indexRules, selects } from "./select";

const series = (labels: Record<string, string>) => ({ metric: "payment_failure_rate_1m", labels });

describe("a rule and its series", () => {
  it("without labels is about the whole platform, and not about its parts", () => {
    expect(selects(aRule(), series({}))).toBe(true);
    expect(selects(aRule(), series({ brand: "aurora" }))).toBe(false);
  });

  it("with a star takes any value of that label, and no other label", () => {
    const rule = aRule({ labels: { provider: "*" } });
    expect(selects(rule, series({ provider: "nordpay" }))).toBe(true);
    expect(selects(rule, series({ brand: "aurora" }))).toBe(false);
    expect(selects(rule, series({ provider: "nordpay", brand: "aurora" }))).toBe(false);
    expect(selects(rule, { ...series({ provider: "nordpay" }), metric: "payment_count" })).toBe(false);
  });

  it("is narrowed by matchers", () => {
    const rule = aRule({
      labels: { provider: "*" },
      matchers: [{ label: "provider", operator: "!~", value: "test.*" }],
    });
    expect(selects(rule, series({ provider: "nordpay" }))).toBe(true);
    expect(selects(rule, series({ provider: "test-pay" }))).toBe(false);
  });

  it("is found by its series through the index as it is without one", () => {
    const label = fc.constantFrom("brand", "provider", "game");
    const value = fc.constantFrom("a", "b", "*");
    const labels = fc.dictionary(label, value, { maxKeys: 3 });
    const metric = fc.constantFrom("m", "n");
    fc.assert(
      fc.property(fc.array(fc.tuple(metric, labels), { maxLength: 20 }), metric, labels, (given, of, own) => {
        const rules = given.map(([name, wanted], id) => aRule({ id, metric: name, labels: wanted }));
        const one = { metric: of, labels: own };
        const found = indexRules(rules)(one).map(({ id }) => id);
        const expected = rules.filter((rule) => selects(rule, one)).map(({ id }) => id);
        expect(found.sort((a, b) => a - b)).toEqual(expected);
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});

describe("a matcher", () => {
  it.each([
    ["=", "nordpay", true],
    ["=", "nord", false],
    ["!=", "ecpay", true],
    ["=~", "nord.*|ecpay", true],
    ["=~", "nord", false],
    ["!~", "nord", true],
  ] as const)("%s %s", (operator, value, expected) => {
    expect(matchesAll([{ label: "provider", operator, value }], { provider: "nordpay" })).toBe(expected);
  });

  it("takes a label that is not there as the empty text", () => {
    expect(matchesAll([{ label: "brand", operator: "=", value: "" }], {})).toBe(true);
    expect(matchesAll([{ label: "brand", operator: "=~", value: ".+" }], {})).toBe(false);
  });

  it("refuses a pattern that is none, and a label that cannot be one", () => {
    expect(Matcher.safeParse({ label: "provider", operator: "=~", value: "(" }).error?.issues[0]?.path).toEqual([
      "value",
    ]);
    expect(Matcher.safeParse({ label: "1x", operator: "=", value: "a" }).success).toBe(false);
  });

  it("stays fast where a backtracking engine would not end", () => {
    const evil = [{ label: "name", operator: "=~", value: "(a+)+$" } as const];
    expect(matchesAll(evil, { name: `${"a".repeat(50_000)}b` })).toBe(false);
  });
});
