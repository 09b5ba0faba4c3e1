import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import {
  isRuleNarrowedTo,
  type RuleFacets,
  readRuleFacets,
  ruleFacetCount,
  severitiesOf,
  stateOf,
  writeRuleFacets,
} from "./narrow";

describe("the facets of the list of rules", () => {
  it("come out of the address as they went in, and what cannot be read is left out", () => {
    const facets: RuleFacets = { text: "payment spike", state: "shadow", severity: "critical", service: "payments" };
    expect(readRuleFacets(Object.fromEntries(new URLSearchParams(writeRuleFacets(facets))))).toEqual({
      ...facets,
      only: undefined,
    });
    expect(ruleFacetCount(readRuleFacets({ text: "  ", state: "asleep", severity: "bad", only: "x" }))).toBe(0);
    expect(writeRuleFacets({})).toBe("");
  });

  it.each<[RuleFacets, boolean]>([
    [{}, true],
    [{ text: "OUTAGE fails" }, true],
    [{ text: "latency" }, false],
    [{ state: "on" }, true],
    [{ state: "off" }, false],
    [{ severity: "critical" }, true],
    [{ severity: "warning" }, false],
    [{ service: "payments" }, true],
    [{ service: "games" }, false],
    [{ only: "firing" }, true],
    [{ only: "odd" }, false],
  ])("%o holds the firing payment outage: %s", (facets, isHeld) => {
    expect(isRuleNarrowedTo({ rule: aRule(), open: 1, findings: 0 }, facets)).toBe(isHeld);
  });

  it("calls a rule that is switched off off, and otherwise by its mode", () => {
    expect(stateOf(aRule({ isActive: false, mode: "shadow" }))).toBe("off");
    expect(stateOf(aRule({ mode: "shadow" }))).toBe("shadow");
    expect(stateOf(aRule())).toBe("on");
    expect(severitiesOf([aRule(), aRule({ severity: "info" })])).toEqual(["info", "critical"]);
  });
});
