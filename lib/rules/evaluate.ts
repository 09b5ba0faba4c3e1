import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { isBreached } from "./conditions";
import type { Rule, RuleState } from "./schema";

/** What is judged: the sample, how far apart samples of its series come, and when this rule last raised. */
export interface Evidence {
  /** null is a sweep that found no new sample. */
  sample: { at: Date; value: number } | null;
  /** Usual distance of two samples of the series. */
  intervalMs: number;
  /** Instants of the rule's newest alerts, over all its series; those older than an hour are not counted. */
  raisedAt: readonly Date[];
}

export type Verdict =
  /** Judged before, or older than what was judged. */
  | { kind: "seen" }
  /** No new sample: nothing is concluded. Missing samples are not "clear", and a gap counts when the next one comes. */
  | { kind: "no-sample"; missingMs: number | null }
  | { kind: "clear" }
  | { kind: "pending"; since: Date }
  /** The condition held for its duration, yet no alert may be raised before `until`. */
  | { kind: "suppressed"; because: "cooldown" | "hourly-cap"; until: Date }
  | { kind: "raise"; since: Date }
  | { kind: "firing" }
  | { kind: "clearing"; until: Date }
  | { kind: "resolve"; clearSince: Date };

export interface Judgement {
  state: RuleState;
  verdict: Verdict;
}

/** The shortest window of any metric: two samples closer than this overlap, so nothing between them goes unseen. */
const SHORTEST_WINDOW_MS = MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Samples further apart than this do not hold a condition between them: pending and clearing begin anew. */
export function largestGapMs(intervalMs: number): number {
  return Math.max(2.5 * intervalMs, SHORTEST_WINDOW_MS);
}

/**
 * Moves one rule over one series by one sample. Everything is counted from the samples' own instants, so batches, sweeps
 * and restarts change nothing; `now` only tells how long a sample is missing.
 */
export function evaluate(rule: Rule, state: RuleState, evidence: Evidence, now: Date): Judgement {
  const { sample } = evidence;
  if (sample === null) {
    const missingMs = state.sampleAt === null ? null : now.getTime() - state.sampleAt.getTime();
    return { state, verdict: { kind: "no-sample", missingMs } };
  }
  if (state.sampleAt !== null && sample.at <= state.sampleAt) return { state, verdict: { kind: "seen" } };
  const isAfterGap =
    state.sampleAt !== null && sample.at.getTime() - state.sampleAt.getTime() > largestGapMs(evidence.intervalMs);
  const seen: RuleState = { ...state, sampleAt: sample.at, lastValue: sample.value };
  const step: Step = { rule, state: seen, at: sample.at, isAfterGap, raisedAt: evidence.raisedAt };
  return isBreached(rule.operator, sample.value, rule.threshold) ? breached(step) : cleared(step);
}

interface Step {
  rule: Rule;
  state: RuleState;
  at: Date;
  isAfterGap: boolean;
  raisedAt: readonly Date[];
}

function breached({ rule, state, at, isAfterGap, raisedAt }: Step): Judgement {
  if (state.phase === "firing" || state.phase === "clearing") {
    const since = state.phase === "firing" && state.since !== null ? state.since : at;
    return { state: { ...state, phase: "firing", since }, verdict: { kind: "firing" } };
  }
  const since = state.phase === "pending" && !isAfterGap && state.since !== null ? state.since : at;
  const pending: RuleState = { ...state, phase: "pending", since };
  if (at.getTime() - since.getTime() < rule.durationMs) return { state: pending, verdict: { kind: "pending", since } };
  if (state.cooldownUntil !== null && at < state.cooldownUntil) {
    return { state: pending, verdict: { kind: "suppressed", because: "cooldown", until: state.cooldownUntil } };
  }
  const capUntil = hourlyCapUntil(rule, raisedAt, at);
  if (capUntil !== null) {
    return { state: pending, verdict: { kind: "suppressed", because: "hourly-cap", until: capUntil } };
  }
  return { state: { ...pending, phase: "firing", since: at, cooldownUntil: null }, verdict: { kind: "raise", since } };
}

function cleared({ rule, state, at, isAfterGap }: Step): Judgement {
  if (state.phase === "inactive" || state.phase === "pending") {
    return { state: { ...state, phase: "inactive", since: null }, verdict: { kind: "clear" } };
  }
  const since = state.phase === "clearing" && !isAfterGap && state.since !== null ? state.since : at;
  const until = addMs(since, rule.holdMs);
  if (at < until) return { state: { ...state, phase: "clearing", since }, verdict: { kind: "clearing", until } };
  return {
    state: { ...state, phase: "inactive", since: null, alertId: null, cooldownUntil: addMs(at, rule.cooldownMs) },
    verdict: { kind: "resolve", clearSince: since },
  };
}

/** When the rule may raise again, or null when it may now: at most `maxAlertsPerHour` in any 60 minutes. */
function hourlyCapUntil(rule: Rule, raisedAt: readonly Date[], at: Date): Date | null {
  const recent = raisedAt
    .map((raised) => raised.getTime())
    .filter((raised) => raised > at.getTime() - HOUR_MS && raised <= at.getTime())
    .sort((a, b) => b - a);
  const oldestThatCounts = recent[rule.maxAlertsPerHour - 1];
  return oldestThatCounts === undefined ? null : new Date(oldestThatCounts + HOUR_MS);
}
