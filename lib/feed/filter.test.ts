import { describe, expect, it } from "vitest";
import type { Scope } from "@/lib/kernel/scope";
import { FeedQuery, isWanted } from "./filter";
import type { FeedEvent } from "./schema";

const event = (given: Partial<FeedEvent> = {}): FeedEvent => ({
  id: 1,
  topic: "alerts",
  event: "alert:new",
  type: "alert/triggered",
  at: "2026-03-01T12:00:00.000Z",
  data: {},
  ...given,
});
/** The one cast of these tests: a scope is granted by the server only. */
const scope = (brands: readonly string[] | "all") => ({ brands }) as Scope;
const everything = scope("all");

describe("what a reader gets", () => {
  it.each([
    ["all but debug without a filter", {}, {}, true],
    ["debug not by itself", { topic: "debug" as const }, {}, false],
    ["debug when asked for", { topic: "debug" as const }, { topics: ["debug" as const] }, true],
    ["only the topics asked for", {}, { topics: ["health" as const] }, false],
    ["only the types asked for", {}, { types: ["alert/resolved"] }, false],
    ["a type asked for", {}, { types: ["alert/resolved", "alert/triggered"] }, true],
    ["the severity asked for", { severity: "warning" as const }, { severity: "warning" as const }, true],
    ["severities above", { severity: "emergency" as const }, { severity: "warning" as const }, true],
    ["none below", { severity: "info" as const }, { severity: "warning" as const }, false],
    ["nothing without severity when asked for one", {}, { severity: "info" as const }, false],
    ["the brand asked for", { brand: "royal" }, { brand: "royal" }, true],
    ["no other brand", { brand: "lucky" }, { brand: "royal" }, false],
    ["nothing of the whole house when asked for a brand", {}, { brand: "royal" }, false],
  ])("%s", (_, given, filter, isExpected) => {
    expect(isWanted(event(given), filter, everything)).toBe(isExpected);
  });

  it.each([
    ["its own brand", { brand: "royal" }, true],
    ["no other brand", { brand: "lucky" }, false],
    ["alerts of the whole house", {}, true],
    ["no sums over all brands", { topic: "performance" as const }, false],
    ["sums of its own brand", { topic: "performance" as const, brand: "royal" }, true],
  ])("an account of one brand gets %s", (_, given, isExpected) => {
    expect(isWanted(event(given), {}, scope(["royal"]))).toBe(isExpected);
    expect(isWanted(event(given), { topics: ["performance", "alerts"] }, scope(["royal"]))).toBe(isExpected);
  });

  it("an account of no brand gets no brand's events", () => {
    expect(isWanted(event({ brand: "royal" }), {}, scope([]))).toBe(false);
  });
});

describe("the query of the stream", () => {
  it("takes lists with commas between", () => {
    const given = {
      topics: "alerts, health",
      types: "alert/triggered",
      severity: "critical",
      brand: "royal",
      lastEventId: "42",
    };
    expect(FeedQuery.parse(given)).toEqual({
      topics: ["alerts", "health"],
      types: ["alert/triggered"],
      severity: "critical",
      brand: "royal",
      lastEventId: 42,
    });
    expect(FeedQuery.parse({})).toEqual({});
  });

  it.each([
    [{ topics: "alerts,nonsense" }, "topics"],
    [{ topics: "" }, "topics"],
    [{ types: "alert" }, "types"],
    [{ severity: "high" }, "severity"],
    [{ brand: "" }, "brand"],
    [{ lastEventId: "-1" }, "lastEventId"],
    [{ lastEventId: "x" }, "lastEventId"],
  ])("%j is refused with what was expected", (given, field) => {
    const parsed = FeedQuery.safeParse(given);
    expect(parsed.error?.issues[0]?.path[0]).toBe(field);
    expect(parsed.error?.issues[0]?.message).toMatch(/^expected /);
  });
});
