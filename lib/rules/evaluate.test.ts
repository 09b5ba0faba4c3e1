import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { type Evidence, evaluate, evaluateSilence, largestGapMs, type Verdict } from "./evaluate";
import { type Rule, type RuleState, UNSEEN } from "./schema";

const START = new Date("2026-11-20T09:00:00Z");
const INTERVAL_MS = 4 * SECOND_MS;
const second = (seconds: number) => addMs(START, seconds * SECOND_MS);

const read = (at: Date, value: number): Evidence => ({
  at,
  reading: { kind: "value", value },
  intervalMs: INTERVAL_MS,
  raisedAt: [],
});

/** Judges values at seconds, one after the other; a raise is remembered for the cap. */
function follow(rule: Rule, samples: readonly (readonly [seconds: number, value: number])[], from: RuleState = UNSEEN) {
  let state = from;
  const raisedAt: Date[] = [];
  const verdicts: Verdict[] = [];
  for (const [seconds, value] of samples) {
    const at = second(seconds);
    const evidence: Evidence = { at, reading: { kind: "value", value }, intervalMs: INTERVAL_MS, raisedAt };
    const judgement = evaluate(rule, state, evidence);
    state = judgement.verdict.kind === "raise" ? { ...judgement.state, alertId: 1 } : judgement.state;
    if (judgement.verdict.kind === "raise") raisedAt.push(at);
    verdicts.push(judgement.verdict);
  }
  return { state, verdicts, kinds: verdicts.map(({ kind }) => kind) };
}

const every4s = (from: number, to: number, value: number) =>
  Array.from({ length: Math.floor((to - from) / 4) + 1 }, (_, index) => [from + index * 4, value] as const);

describe("a rule over a series", () => {
  const rule = aRule({ durationMs: 15 * SECOND_MS });

  it("raises once the condition held for its duration, and not before", () => {
    expect(follow(rule, every4s(0, 12, 50)).kinds).toEqual(["pending", "pending", "pending", "pending"]);
    expect(follow(rule, every4s(0, 16, 50)).verdicts.at(-1)).toMatchObject({
      kind: "raise",
      since: second(0),
      severity: "critical",
      capUntil: null,
    });
  });

  it("raises at once where the duration is 0", () => {
    expect(follow(aRule({ durationMs: 0 }), [[0, 50]]).kinds).toEqual(["raise"]);
  });

  it("raises once, however long the condition holds", () => {
    const { kinds } = follow(rule, every4s(0, 400, 50));
    expect(kinds.filter((kind) => kind === "raise")).toHaveLength(1);
  });

  it("begins the duration anew after one clear sample", () => {
    const { kinds } = follow(rule, [...every4s(0, 12, 50), [16, 1], ...every4s(20, 32, 50)]);
    expect(kinds).not.toContain("raise");
    expect(follow(rule, [...every4s(0, 12, 50), [16, 1], ...every4s(20, 36, 50)]).kinds.at(-1)).toBe("raise");
  });

  it("begins the duration anew after a gap, but not for the seconds a restart takes", () => {
    const longRule = aRule({ durationMs: 300 * SECOND_MS });
    const restart = [...every4s(0, 200, 50), ...every4s(250, 298, 50), [300, 50] as const];
    expect(follow(longRule, restart).kinds.at(-1)).toBe("raise");
    const gap = [...every4s(0, 200, 50), ...every4s(264, 560, 50)];
    expect(follow(longRule, gap).kinds).not.toContain("raise");
    expect(follow(longRule, gap).state.since).toEqual(second(264));
  });

  it("takes two and a half intervals as the largest gap where samples are rare", () => {
    expect(largestGapMs(4_000)).toBe(MINUTE_MS);
    expect(largestGapMs(60_000)).toBe(150_000);
  });

  it("judges a sample once, and never one before it", () => {
    const { state } = follow(rule, every4s(0, 12, 50));
    for (const seconds of [12, 8]) {
      expect(evaluate(rule, state, read(second(seconds), 1))).toEqual({ state, verdict: { kind: "seen" } });
    }
  });

  it("concludes nothing from a sample without a reading: an alert stays, and a duration goes on", () => {
    const { state } = follow(rule, every4s(0, 12, 50));
    const reading = { kind: "none", because: "fewer than 50 events behind it" } as const;
    const judgement = evaluate(rule, state, { ...read(second(16), 0), reading });
    expect(judgement.verdict).toEqual({ kind: "no-reading", because: reading.because });
    expect(judgement.state).toEqual({ ...state, sampleAt: second(16) });
    expect(evaluate(rule, judgement.state, read(second(20), 50)).verdict).toMatchObject({ kind: "raise" });
  });

  it("concludes nothing from silence unless the rule says so", () => {
    const { state } = follow(rule, every4s(0, 16, 50));
    expect(evaluateSilence(rule, state, { intervalMs: INTERVAL_MS }, second(600)).state).toBe(state);
    const resolving: Rule = { ...rule, noData: "resolve" };
    const soon = evaluateSilence(resolving, state, { intervalMs: INTERVAL_MS }, second(135));
    expect(soon.verdict).toMatchObject({ kind: "no-reading" });
    const late = evaluateSilence(resolving, state, { intervalMs: INTERVAL_MS }, second(136));
    expect(late.verdict).toEqual({ kind: "resolve", clearSince: second(76), because: "no-data" });
    expect(late.state).toMatchObject({ phase: "inactive", level: null });
  });
});

describe("an alert that clears", () => {
  const rule = aRule({ durationMs: 0, holdMs: 60 * SECOND_MS, cooldownMs: 15 * MINUTE_MS });

  it("resolves itself after the hold-off, and not before", () => {
    const { kinds, state } = follow(rule, [[0, 50], ...every4s(4, 60, 1)]);
    expect(kinds.at(-1)).toBe("clearing");
    expect(state.phase).toBe("clearing");
    const done = follow(rule, [[0, 50], ...every4s(4, 64, 1)]);
    expect(done.verdicts.at(-1)).toEqual({ kind: "resolve", clearSince: second(4), because: "clear" });
    expect(done.state).toMatchObject({
      phase: "inactive",
      alertId: null,
      cooldownUntil: addMs(second(64), rule.cooldownMs),
    });
  });

  it("stays one alert when it flaps inside the hold-off", () => {
    const flapping = Array.from(
      { length: 75 },
      (_, index) => [index * 4, Math.floor(index / 7) % 2 === 0 ? 50 : 1] as const,
    );
    const { kinds } = follow(rule, flapping);
    expect(kinds.filter((kind) => kind === "raise")).toHaveLength(1);
    expect(kinds).not.toContain("resolve");
  });

  it("does not count a gap as clear", () => {
    const { kinds } = follow(rule, [
      [0, 50],
      [4, 1],
      [100, 1],
      [156, 1],
    ]);
    expect(kinds).toEqual(["raise", "clearing", "clearing", "clearing"]);
    expect(
      follow(rule, [
        [0, 50],
        [4, 1],
        [100, 1],
        [156, 1],
        [160, 1],
      ]).kinds.at(-1),
    ).toBe("resolve");
  });

  it("resolves at once where the hold-off is 0", () => {
    expect(
      follow(aRule({ durationMs: 0, holdMs: 0 }), [
        [0, 50],
        [4, 1],
      ]).kinds,
    ).toEqual(["raise", "resolve"]);
  });
});

describe("after an alert resolved", () => {
  it("comes back only after the cooldown, though the condition holds", () => {
    const rule = aRule({ durationMs: 0, holdMs: 0, cooldownMs: 60 * SECOND_MS });
    const { verdicts, kinds } = follow(rule, [[0, 50], [4, 1], ...every4s(8, 64, 50)]);
    expect(kinds.slice(2, -1).every((kind) => kind === "suppressed")).toBe(true);
    expect(verdicts[2]).toEqual({ kind: "suppressed", because: "cooldown", until: second(64) });
    expect(kinds.at(-1)).toBe("raise");
  });

  it("goes on raising beyond its alerts an hour, and says when those are told together", () => {
    const rule = aRule({ durationMs: 0, holdMs: 0, cooldownMs: 0, maxAlertsPerHour: 2 });
    const flips = Array.from({ length: 6 }, (_, index) => [index * 4, index % 2 === 0 ? 50 : 1] as const);
    const { kinds, verdicts } = follow(rule, flips);
    expect(kinds).toEqual(["raise", "resolve", "raise", "resolve", "raise", "resolve"]);
    expect(verdicts.map((verdict) => (verdict.kind === "raise" ? verdict.capUntil : null))).toEqual([
      null,
      null,
      null,
      null,
      second(3600),
      null,
    ]);
    expect(follow(rule, [...flips, [3700, 50]]).verdicts.at(-1)).toMatchObject({ kind: "raise", capUntil: null });
    const safety = follow({ ...rule, class: "player_safety" }, flips);
    expect(safety.verdicts[4]).toMatchObject({ kind: "raise", capUntil: null });
  });
});

describe("evaluation", () => {
  it("gives the same verdicts however the samples are batched and however often they are judged", () => {
    const samples = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.boolean()), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(samples, fc.array(fc.nat({ max: 20 }), { maxLength: 30 }), (steps, repeats) => {
        const rule = aRule({ durationMs: 30 * SECOND_MS, holdMs: 20 * SECOND_MS, cooldownMs: 60 * SECOND_MS });
        let seconds = 0;
        const stream = steps.map(([gap, isHigh]) => {
          seconds += gap;
          return [seconds, isHigh ? 50 : 1] as const;
        });
        const once = follow(rule, stream);
        const repeated = stream.flatMap((sample, index) => {
          const back = repeats[index];
          return back === undefined ? [sample] : [sample, ...stream.slice(Math.max(0, index - back), index + 1)];
        });
        const again = follow(rule, repeated);
        expect(again.state).toEqual(once.state);
        expect(again.kinds.filter((kind) => kind !== "seen")).toEqual(once.kinds);
      }),
      { seed: 20261120, numRuns: 300 },
    );
  });

  it("never raises while an alert is open, and never resolves without one", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 40 })), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(steps, fc.nat({ max: 60 }), fc.nat({ max: 60 }), (stream, duration, hold) => {
        const rule = aRule({ durationMs: duration * SECOND_MS, holdMs: hold * SECOND_MS, cooldownMs: 30 * SECOND_MS });
        let seconds = 0;
        const { kinds } = follow(
          rule,
          stream.map(([gap, value]) => {
            seconds += gap;
            return [seconds, value] as const;
          }),
        );
        let isOpen = false;
        for (const kind of kinds) {
          if (kind === "raise") expect(isOpen).toBe(false);
          if (kind === "resolve") expect(isOpen).toBe(true);
          if (kind === "raise") isOpen = true;
          if (kind === "resolve") isOpen = false;
        }
      }),
      { seed: 20261120, numRuns: 300 },
    );
  });
});
