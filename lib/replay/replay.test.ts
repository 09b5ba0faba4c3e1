import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { MINUTE_MS } from "@/lib/kernel/time";
import type { Rule } from "@/lib/rules/schema";
import { type ChunkSeries, Replay, ReplayState } from "./replay";

const START = Date.parse("2026-11-20T10:00:00Z");

/** Samples of one series, half a minute apart. */
function series(id: number, values: readonly number[]): ChunkSeries {
  const samples = values.map((value, index) => ({ at: START + index * 30_000, value }));
  return {
    id,
    labels: { provider: `p${id}` },
    intervalMs: MINUTE_MS,
    history: { samples, basis: [] },
    newestBefore: null,
    isThinned: false,
  };
}

const end = (length: number) => START + Math.ceil(length / 2) * MINUTE_MS + 5 * MINUTE_MS;

/** Instants and verdicts that change an alert. */
function told(rule: Rule, all: readonly ChunkSeries[], cuts: readonly number[]): string[] {
  const lines: string[] = [];
  let state = new Replay(rule).state();
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const replay = new Replay(rule, ReplayState.parse(JSON.parse(JSON.stringify(state))));
    for (const { series: one, at, verdict } of replay.judge({ from, to: cuts[index + 1] ?? from, series: all }))
      if (["raise", "worsen", "ease", "resolve"].includes(verdict.kind))
        lines.push(`${new Date(at).toISOString().slice(11, 19)} ${one.id} ${verdict.kind}`);
    state = replay.state();
  }
  return lines;
}

describe("a replay", () => {
  it("raises, worsens and resolves at the samples' own instants", () => {
    const rule = aRule({
      durationMs: MINUTE_MS,
      holdMs: MINUTE_MS,
      levels: [
        { severity: "warning", threshold: 5, recovery: null, durationMs: null },
        { severity: "critical", threshold: 8, recovery: null, durationMs: 0 },
      ],
    });
    const values = [1, 6, 6, 6, 9, 6, 1, 1, 1, 1];
    expect(told(rule, [series(1, values)], [START, end(values.length)])).toEqual([
      "10:01:30 1 raise",
      "10:02:00 1 worsen",
      "10:03:30 1 ease",
      "10:04:00 1 resolve",
    ]);
  });

  it("judges series that share an instant in the order of their numbers, whatever order they come in", () => {
    const rule = aRule({ threshold: 5, durationMs: 0, maxAlertsPerHour: 1 });
    const both = [series(2, [9]), series(1, [9])];
    const capped = [...new Replay(rule).judge({ from: START, to: end(1), series: both })].flatMap(
      ({ series: one, verdict }) => (verdict.kind === "raise" ? [[one.id, verdict.capUntil !== null]] : []),
    );
    expect(capped).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it("sees silence at the minutes of the sweep", () => {
    const absent = aRule({ condition: { kind: "absent" }, threshold: 120, durationMs: 0, operator: ">" });
    expect(told(absent, [series(1, [1, 1, 1])], [START, end(3)])).toEqual(["10:04:00 1 raise"]);
    const stopped = aRule({ threshold: 5, durationMs: 0, holdMs: MINUTE_MS, noData: "resolve" });
    expect(told(stopped, [series(1, [9, 9, 9])], [START, end(3) + 10 * MINUTE_MS])).toEqual([
      "10:00:00 1 raise",
      "10:05:00 1 resolve",
    ]);
  });

  it("does not take the wait for late samples for silence", () => {
    const stopped = aRule({ threshold: 5, durationMs: 0, holdMs: 0, noData: "resolve", latenessMs: 400_000 });
    expect(told(stopped, [series(1, [9, 9, 9])], [START, end(3) + 10 * MINUTE_MS])).toEqual([
      "10:00:00 1 raise",
      "10:09:00 1 resolve",
    ]);
  });

  it("does not take a thinned series for a silent one", () => {
    const absent = aRule({ condition: { kind: "absent" }, threshold: 120, durationMs: 0, operator: ">" });
    expect(told(absent, [{ ...series(1, [1, 1, 1]), isThinned: true }], [START, end(3)])).toEqual([]);
  });

  it("finds the same wherever its chunks end", () => {
    const values = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 4, maxLength: 60 });
    const rules = fc
      .record(
        {
          durationMs: fc.constantFrom(0, 30_000, 90_000),
          holdMs: fc.constantFrom(0, 60_000),
          cooldownMs: fc.constantFrom(0, 5 * MINUTE_MS),
          maxAlertsPerHour: fc.integer({ min: 1, max: 2 }),
          noData: fc.constantFrom("keep" as const, "resolve" as const),
          latenessMs: fc.constantFrom(0, 90_000),
          condition: fc.constantFrom<Rule["condition"]>(
            { kind: "threshold", aggregate: "last", windowMs: 0 },
            { kind: "threshold", aggregate: "p90", windowMs: 3 * MINUTE_MS },
            { kind: "change", periodMs: 2 * MINUTE_MS, measure: "difference" },
            { kind: "absent" },
          ),
        },
        { noNullPrototype: true },
      )
      .map((changes) => aRule({ threshold: 5, ...changes }));
    fc.assert(
      fc.property(rules, values, values, fc.array(fc.integer({ min: 1, max: 2_400_000 })), (rule, one, other, cuts) => {
        const all = [series(1, one), series(2, other)];
        const to = end(Math.max(one.length, other.length));
        const inner = [...new Set(cuts.map((cut) => START + cut))].filter((at) => at < to).sort((a, b) => a - b);
        expect(told(rule, all, [START, ...inner, to])).toEqual(told(rule, all, [START, to]));
      }),
      { numRuns: 300 },
    );
  });
});
