import { describe, expect, it } from "vitest";
import { describeGrouping } from "./describe-grouping";
import { DEFAULT_GROUPING } from "./group";

describe("grouping in words", () => {
  it.each([
    [
      { ...DEFAULT_GROUPING, wait_seconds: 0 },
      "Alerts of one subsystem and brand are told as one: the first at once, later ones together every 5 min.",
    ],
    [
      DEFAULT_GROUPING,
      "Alerts of one subsystem and brand are told as one: the first at once (an info or a warning after 30 s), later ones together every 5 min.",
    ],
    [
      { keys: ["rule" as const], wait_seconds: 0, interval_minutes: 90 },
      "Alerts of one rule are told as one: the first at once, later ones together every 1 h 30 min.",
    ],
    [{ ...DEFAULT_GROUPING, keys: [] }, "Every alert is told by itself."],
  ])("%j", (grouping, words) => {
    expect(describeGrouping(grouping)).toBe(words);
  });
});
