import { addMs, SECOND_MS } from "@/lib/kernel/time";
import { changesAlert, judgeSample } from "@/lib/rules/follow";
import type { Rule, RuleState } from "@/lib/rules/schema";
import { UNSEEN } from "@/lib/rules/schema";
import { indexRules } from "@/lib/rules/select";
import { manyRules, manySeries, sampleOf } from "./rules-world";

const PASSES = 5;
/** What one pass may take on two cores, and hold. */
const LIMIT_MS = 2_000;
const LIMIT_MB = 300;
const INTERVAL_MS = 60 * SECOND_MS;
const NOTHING_BEFORE = { samples: [], basis: [] };

/** The decisions of one pass alone: states in memory, nothing read or written. */
function decisions(): string {
  const series = manySeries();
  const rulesOf = indexRules(manyRules());
  const states = new Map<string, RuleState>();
  const took: number[] = [];
  let pairs = 0;
  let raised = 0;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const at = addMs(new Date("2026-11-20T09:00:00Z"), pass * INTERVAL_MS);
    const begun = performance.now();
    pairs = 0;
    for (const one of series) {
      const value = sampleOf(one.id, pass);
      for (const rule of rulesOf(one)) {
        pairs += 1;
        const key = `${rule.id}:${one.id}`;
        const judged = judge(rule, states.get(key) ?? UNSEEN, { at, value });
        states.set(key, judged.state);
        if (changesAlert(judged.verdict) && judged.verdict.kind === "raise") raised += 1;
      }
    }
    took.push(performance.now() - begun);
  }
  // The whole process, as Prometheus' own figure is.
  const held = rssMb();
  const slowest = Math.max(...took);
  return `  decisions: ${pairs} pairs a pass, ${median(took).toFixed(0)} ms (slowest ${slowest.toFixed(0)}; limit ${LIMIT_MS}), ${held.toFixed(0)} MB (limit ${LIMIT_MB}), ${raised} alerts in ${PASSES} passes`;
}

function judge(rule: Rule, state: RuleState, sample: { at: Date; value: number }) {
  return judgeSample({ rule, history: NOTHING_BEFORE, intervalMs: INTERVAL_MS }, state, sample, []);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rssMb(): number {
  return process.memoryUsage.rss() / 1e6;
}

console.log(decisions());
