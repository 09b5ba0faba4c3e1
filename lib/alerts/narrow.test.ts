import { describe, expect, it } from "vitest";
import { facetCount, isNarrowedTo, readFacets, severitiesFrom, writeFacets } from "./narrow";

describe("facets of a list of alerts", () => {
  it("are read from the address, and what cannot be read is left out", () => {
    expect(readFacets({ tab: "history", from: "critical", rule: "payment_outage", page: "3" })).toMatchObject({
      tab: "history",
      from: "critical",
      rule: "payment_outage",
      page: 3,
    });
    expect(readFacets({ tab: "nope", from: "loud", page: "-2" })).toMatchObject({
      tab: "active",
      from: undefined,
      page: 1,
    });
    expect(readFacets({ page: "x" }).page).toBe(1);
    expect(readFacets({ page: "99999999999999999999" }).page).toBe(1_000_000);
    expect(readFacets({ brand: "a\0", rule: "\0" })).toMatchObject({ brand: undefined, rule: undefined });
  });

  it("are written back shortest, and read as they were", () => {
    expect(writeFacets(readFacets({}))).toBe("");
    const facets = readFacets({ tab: "acknowledged", from: "warning", rule: "a b", brand: "aurora", page: "2" });
    expect(writeFacets(facets)).toBe("?tab=acknowledged&from=warning&rule=a+b&brand=aurora&page=2");
    expect(readFacets(Object.fromEntries(new URLSearchParams(writeFacets(facets))))).toEqual(facets);
  });

  it("narrow by state, severity and rule", () => {
    const alert = { severity: "warning", ruleName: "api_latency_high", status: "triggered" } as const;
    expect(isNarrowedTo(alert, readFacets({}))).toBe(true);
    expect(isNarrowedTo(alert, readFacets({ from: "warning" }))).toBe(true);
    expect(isNarrowedTo(alert, readFacets({ from: "critical" }))).toBe(false);
    expect(isNarrowedTo(alert, readFacets({ rule: "other" }))).toBe(false);
    expect(isNarrowedTo(alert, readFacets({ tab: "acknowledged" }))).toBe(false);
    expect(severitiesFrom("critical")).toEqual(["critical", "emergency"]);
    expect(severitiesFrom(undefined)).toBeUndefined();
    expect(facetCount(readFacets({ from: "critical", rule: "x" }))).toBe(2);
  });
});
