import { evaluate, type Judgement, largestGapMs, type Verdict } from "./evaluate";
import { type History, readingOf } from "./reading";
import type { Rule, RuleState } from "./schema";

/** One instant of a series that a rule judges; `value` null where `absent` looks at silence. */
export interface Judged {
  at: Date;
  value: number | null;
}

interface Following {
  rule: Rule;
  history: History;
  intervalMs: number;
}

/** Judges one instant: its reading, then what the rule makes of it. The one way live evaluation and back-test share. */
export function judgeSample(
  { rule, history, intervalMs }: Following,
  state: RuleState,
  { at, value }: Judged,
  raisedAt: readonly Date[],
): Judgement {
  const reading = readingOf({ rule, history, at: at.getTime(), value, gapMs: largestGapMs(intervalMs) });
  return evaluate(rule, state, { at, reading, intervalMs, raisedAt });
}

/** Whether a verdict changes an alert, and so has to be written by itself. */
export function changesAlert(
  verdict: Verdict,
): verdict is Extract<Verdict, { kind: "raise" | "worsen" | "ease" | "resolve" }> {
  return ["raise", "worsen", "ease", "resolve"].includes(verdict.kind);
}
