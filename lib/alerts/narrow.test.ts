import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import {
  facetCount,
  isNarrowedTo,
  isOfTab,
  metricsOf,
  readFacets,
  severitiesFrom,
  sortAlerts,
  writeFacets,
} from "./narrow";

const slow = { severity: "warning", ruleName: "api_latency_high", metric: "api_latency_p99" } as const;
const viewer = (...told: number[]) => ({ id: 7, name: "Ana", told: new Set(told) });

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

  it("carry subsystem, whose, hidden, search and order, and leave out what is none of theirs", () => {
    const query = "?tab=mine&subsystem=payments&assigned=nobody&hidden=without&search=nord+pay&sort=money";
    const facets = readFacets(Object.fromEntries(new URLSearchParams(query)));
    expect(facets).toMatchObject({ subsystem: "payments", assigned: "nobody", search: "nord pay", sort: "money" });
    expect(writeFacets(facets)).toBe(query);
    expect(readFacets({ assigned: "you", hidden: "x", sort: "loudest", search: "  " })).toEqual(readFacets({}));
  });

  it.each([
    [{}, true],
    [{ from: "warning" }, true],
    [{ from: "critical" }, false],
    [{ rule: "other" }, false],
    [{ subsystem: "api" }, true],
    [{ subsystem: "payments" }, false],
    [{ assigned: "me" }, false],
    [{ assigned: "nobody" }, true],
    [{ hidden: "without" }, true],
    [{ hidden: "only" }, false],
    [{ search: "A-42" }, true],
    [{ search: "LATENCY" }, true],
    [{ search: "nordpay" }, false],
    [{ tab: "acknowledged" }, false],
  ])("%j narrow to the alert: %s", (texts, expected) => {
    const alert = anAlert({ ...slow, message: "API slow" });
    expect(isNarrowedTo(alert, readFacets(texts), viewer())).toBe(expected);
  });

  it("count what they hide", () => {
    expect(severitiesFrom("critical")).toEqual(["critical", "emergency"]);
    expect(severitiesFrom(undefined)).toBeUndefined();
    expect(facetCount(readFacets({ from: "critical", rule: "x" }))).toBe(2);
    expect(metricsOf("cache")).toContain("cache_hit_rate");
    expect(metricsOf("nothing")).toEqual([]);
    expect(metricsOf(undefined)).toBeUndefined();
  });
});

describe("what is mine", () => {
  it.each([
    ["assigned to me", { assignedTo: { id: 7, name: "Ana" } }, [], true],
    ["assigned to somebody else, though I was told", { assignedTo: { id: 8, name: "Ben" } }, [42], false],
    ["acknowledged by me", { status: "acknowledged", acknowledgedBy: "Ana" }, [], true],
    [
      "acknowledged by somebody else, though I was told",
      { status: "acknowledged", acknowledgedBy: "Ben" },
      [42],
      false,
    ],
    ["nobody's, and I was told", {}, [42], true],
    ["nobody's, and I was not told", {}, [], false],
  ] as const)("%s", (_name, given, told, expected) => {
    expect(isOfTab(anAlert(given), "mine", viewer(...told))).toBe(expected);
  });
});

describe("the order", () => {
  const money = (total: string) =>
    ({
      money: {
        currency: "EUR",
        perMinute: "1",
        total,
        confidence: "high",
        formula: "",
        at: "2026-11-20T09:00:00.000Z",
      },
    }) as const;
  const at = (minute: number) => ({ triggeredAt: new Date(`2026-11-20T09:0${minute}:00Z`) });
  const alerts = [
    anAlert({ id: 1, severity: "warning", ...at(3), ...money("9.5") }),
    anAlert({ id: 2, severity: "critical", ...at(1) }),
    anAlert({ id: 3, severity: "critical", ...at(2), ...money("10") }),
  ];
  it.each([
    ["severity", [3, 2, 1]],
    ["newest", [1, 3, 2]],
    ["money", [3, 1, 2]],
  ] as const)("by %s", (sort, expected) => {
    expect(sortAlerts(alerts, sort).map(({ id }) => id)).toEqual(expected);
  });
});
