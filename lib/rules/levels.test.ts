import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import type { Severity } from "@/lib/kernel/severity";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { evaluate, type Verdict } from "./evaluate";
import { severityAt } from "./levels";
import { type Level, type Rule, type RuleState, UNSEEN } from "./schema";

const START = new Date("2026-11-20T09:00:00Z");
const level = (severity: Severity, threshold: number, more: Partial<Level> = {}): Level => ({
  severity,
  threshold,
  recovery: null,
  durationMs: null,
  ...more,
});
const twoLevels = (changes: Partial<Rule> = {}) =>
  aRule({
    levels: [level("warning", 2), level("critical", 5)],
    durationMs: 8 * SECOND_MS,
    holdMs: 8 * SECOND_MS,
    ...changes,
  });

/** Judges values four seconds apart; of each verdict its words that matter here. */
function play(rule: Rule, values: readonly number[]): string[] {
  let state: RuleState = UNSEEN;
  return values.map((value, index) => {
    const at = addMs(START, index * 4 * SECOND_MS);
    const reading = { kind: "value", value } as const;
    const judged = evaluate(rule, state, { at, reading, intervalMs: 4 * SECOND_MS, raisedAt: [] });
    state = judged.state;
    return wordsOf(judged.verdict);
  });
}

function wordsOf(verdict: Verdict): string {
  if (verdict.kind === "raise") return `raise ${verdict.severity}`;
  if (verdict.kind === "worsen" || verdict.kind === "ease") return `${verdict.kind} to ${verdict.to}`;
  return verdict.kind;
}

describe("a rule with several levels", () => {
  it("raises at the level that was reached, and follows it up", () => {
    expect(play(twoLevels(), [3, 3, 3, 6, 6, 6, 6])).toEqual([
      "pending",
      "pending",
      "raise warning",
      "firing",
      "firing",
      "worsen to critical",
      "firing",
    ]);
  });

  it("raises at the gravest of those reached at once", () => {
    expect(play(twoLevels(), [6, 6, 6]).at(-1)).toBe("raise critical");
  });

  it("counts a graver level's time while it is pending at the milder", () => {
    const rule = twoLevels({ levels: [level("warning", 2), level("critical", 5, { durationMs: 4 * SECOND_MS })] });
    expect(play(rule, [6, 6]).at(-1)).toBe("raise critical");
  });

  it("falls to the milder level once the graver is clear for the hold-off, and resolves with the last", () => {
    expect(play(twoLevels(), [6, 6, 6, 3, 3, 3, 3, 1, 1, 1])).toEqual([
      "pending",
      "pending",
      "raise critical",
      "firing",
      "firing",
      "ease to warning",
      "firing",
      "clearing",
      "clearing",
      "resolve",
    ]);
  });

  it("resolves at once from the gravest when all are clear together", () => {
    expect(play(twoLevels(), [6, 6, 6, 1, 1, 1]).slice(3)).toEqual(["clearing", "clearing", "resolve"]);
  });

  it("goes down and up again as one alert", () => {
    const kinds = play(twoLevels(), [6, 6, 6, 3, 3, 3, 6, 6, 6]);
    expect(kinds.slice(5)).toEqual(["ease to warning", "firing", "firing", "worsen to critical"]);
  });

  it("works downwards too", () => {
    const rule = twoLevels({ operator: "<", levels: [level("warning", 95), level("critical", 90)] });
    expect(play(rule, [94, 94, 94, 89, 89, 89]).filter((kind) => !/pending|firing/.test(kind))).toEqual([
      "raise warning",
      "worsen to critical",
    ]);
  });

  it("adds to a level what escalations added, and never beyond emergency", () => {
    expect([0, 1, 2, 3].map((times) => severityAt("warning", times))).toEqual([
      "warning",
      "critical",
      "emergency",
      "emergency",
    ]);
  });
});

describe("a recovery threshold", () => {
  const rule = aRule({ levels: [level("critical", 5, { recovery: 3 })], durationMs: 0, holdMs: 0 });

  it("keeps the alert until the value is back past it", () => {
    expect(play(rule, [6, 4, 4, 3.1, 3, 4])).toEqual([
      "raise critical",
      "firing",
      "firing",
      "firing",
      "resolve",
      "clear",
    ]);
  });

  it("counts for nothing before the level was reached", () => {
    expect(play(rule, [4, 4])).toEqual(["clear", "clear"]);
  });
});

describe("N of M windows", () => {
  const rule = aRule({ threshold: 5, durationMs: 0, holdMs: 0, windows: { least: 3, of: 5 } });

  it("breach when enough of the newest readings do", () => {
    expect(play(rule, [6, 1, 6, 1, 6])).toEqual(["clear", "clear", "clear", "clear", "raise critical"]);
    expect(play(rule, [6, 1, 1, 6, 1, 6, 1])).not.toContain("raise critical");
  });

  it("clear when too few still do", () => {
    expect(play(rule, [6, 6, 6, 1, 1, 1]).slice(2)).toEqual(["raise critical", "firing", "firing", "resolve"]);
  });

  it("begin anew after a gap", () => {
    let state: RuleState = UNSEEN;
    const kinds = [0, 4, 8, 200, 204, 208].map((seconds) => {
      const at = addMs(START, seconds * SECOND_MS);
      const value = seconds === 8 ? 1 : 6;
      const evidence = { at, reading: { kind: "value", value } as const, intervalMs: 4 * SECOND_MS, raisedAt: [] };
      const judged = evaluate(rule, state, evidence);
      state = judged.state;
      return judged.verdict.kind;
    });
    expect(kinds).toEqual(["clear", "clear", "clear", "clear", "clear", "raise"]);
  });
});

it("keeps what a minute's pause of the console leaves standing", () => {
  const rule = twoLevels({ durationMs: MINUTE_MS });
  let state: RuleState = UNSEEN;
  for (const seconds of [0, 30, 60]) {
    const at = addMs(START, seconds * SECOND_MS);
    const judged = evaluate(rule, state, {
      at,
      reading: { kind: "value", value: 3 },
      intervalMs: 4 * SECOND_MS,
      raisedAt: [],
    });
    state = judged.state;
  }
  expect(state.level).toBe("warning");
});
