import { type Severity, severityRank } from "@/lib/kernel/severity";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { Reading } from "./reading";
import type { Rule, RuleState } from "./schema";
import { type LevelStanding, stepLevels } from "./step-levels";

/** What is judged: one instant of a series and its reading, how far apart its samples come, and when the rule last raised. */
export interface Evidence {
  /** Of the sample. */
  at: Date;
  reading: Reading;
  /** Usual distance of two samples of the series. */
  intervalMs: number;
  /** Instants of the rule's newest alerts, over all its series; those older than an hour are not counted. */
  raisedAt: readonly Date[];
}

export type Verdict =
  /** Judged before, or older than what was judged. */
  | { kind: "seen" }
  /** There is a sample and nothing to compare: neither a breach nor clear. */
  | { kind: "no-reading"; because: string }
  | { kind: "clear" }
  | { kind: "pending"; since: Date }
  /** The condition held for its duration, yet no alert may be raised before `until`. */
  | { kind: "suppressed"; because: "cooldown"; until: Date }
  /** `capUntil`: the rule has raised its alerts of the hour, and this one is told with others then. */
  | { kind: "raise"; since: Date; severity: Severity; capUntil: Date | null }
  | { kind: "firing" }
  /** The open alert's level rises, or falls. */
  | { kind: "worsen"; from: Severity; to: Severity; since: Date }
  | { kind: "ease"; from: Severity; to: Severity }
  | { kind: "clearing"; until: Date }
  | { kind: "resolve"; clearSince: Date; because: "clear" | "no-data" };

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
 * Moves one rule over one series by one reading. Everything is counted from the samples' own instants, so batches, sweeps
 * and restarts change nothing.
 */
export function evaluate(rule: Rule, state: RuleState, evidence: Evidence): Judgement {
  const { at, reading } = evidence;
  if (state.sampleAt !== null && at <= state.sampleAt) return { state, verdict: { kind: "seen" } };
  if (reading.kind === "none")
    return { state: { ...state, sampleAt: at }, verdict: { kind: "no-reading", because: reading.because } };
  const { readAt } = state.memory;
  const levels = stepLevels({
    rule,
    memory: state.memory,
    level: state.level,
    reading: reading.value,
    atMs: at.getTime(),
    isAfterGap: readAt !== null && at.getTime() - readAt > largestGapMs(evidence.intervalMs),
  });
  const next: RuleState = { ...state, sampleAt: at, lastValue: reading.value, memory: levels.memory };
  const step: Step = { rule, state: next, at, levels };
  return state.level === null ? unraised(step, evidence.raisedAt) : raised(step, state.level);
}

/**
 * A series that has stopped: with `noData` "resolve" its open alert ends once nothing came for the largest gap and the
 * hold-off. Nothing else is concluded from silence.
 */
export function evaluateSilence(
  rule: Rule,
  state: RuleState,
  { intervalMs }: { intervalMs: number },
  now: Date,
): Judgement {
  const because = "no sample";
  if (rule.noData !== "resolve" || state.level === null || state.sampleAt === null)
    return { state, verdict: { kind: "no-reading", because } };
  const silentSince = addMs(state.sampleAt, largestGapMs(intervalMs));
  if (now < addMs(silentSince, rule.holdMs)) return { state, verdict: { kind: "no-reading", because } };
  return ended({ rule, state, at: now }, { clearSince: silentSince, because: "no-data" });
}

interface Step {
  rule: Rule;
  state: RuleState;
  at: Date;
  levels: LevelStanding;
}

function unraised({ rule, state, at, levels }: Step, raisedAt: readonly Date[]): Judgement {
  if (levels.heldSinceMs === null) {
    const isInactive = state.phase === "inactive" && state.since === null;
    return { state: isInactive ? state : { ...state, phase: "inactive", since: null }, verdict: { kind: "clear" } };
  }
  const since = new Date(levels.heldSinceMs);
  const pending: RuleState = { ...state, phase: "pending", since };
  if (levels.reached === null) return { state: pending, verdict: { kind: "pending", since } };
  if (state.cooldownUntil !== null && at < state.cooldownUntil)
    return { state: pending, verdict: { kind: "suppressed", because: "cooldown", until: state.cooldownUntil } };
  const { severity, sinceMs } = levels.reached;
  return {
    state: { ...pending, phase: "firing", since: at, cooldownUntil: null, level: severity },
    verdict: { kind: "raise", since: new Date(sinceMs), severity, capUntil: hourlyCapUntil(rule, raisedAt, at) },
  };
}

function raised({ rule, state, at, levels }: Step, level: Severity): Judgement {
  const { reached, standing, clearSinceMs } = levels;
  const firing: RuleState = {
    ...state,
    phase: "firing",
    since: state.phase === "firing" && state.since !== null ? state.since : at,
  };
  if (reached !== null && severityRank(reached.severity) > severityRank(level)) {
    const since = new Date(reached.sinceMs);
    return {
      state: { ...firing, level: reached.severity },
      verdict: { kind: "worsen", from: level, to: reached.severity, since },
    };
  }
  if (standing !== null && standing !== level)
    return { state: { ...firing, level: standing }, verdict: { kind: "ease", from: level, to: standing } };
  if (clearSinceMs === null) return { state: firing, verdict: { kind: "firing" } };
  const clearSince = new Date(clearSinceMs);
  if (standing !== null)
    return {
      state: { ...state, phase: "clearing", since: clearSince },
      verdict: { kind: "clearing", until: addMs(clearSince, rule.holdMs) },
    };
  return ended({ rule, state, at }, { clearSince, because: "clear" });
}

function ended(
  { rule, state, at }: Omit<Step, "levels">,
  resolved: { clearSince: Date; because: "clear" | "no-data" },
): Judgement {
  const memory = { ...state.memory, held: {}, clear: {} };
  const cooldownUntil = addMs(at, rule.cooldownMs);
  return {
    state: { ...state, phase: "inactive", since: null, alertId: null, level: null, cooldownUntil, memory },
    verdict: { kind: "resolve", ...resolved },
  };
}

/** When the rule may tell again by itself, or null when it may now: at most `maxAlertsPerHour` in any 60 minutes. */
function hourlyCapUntil(rule: Rule, raisedAt: readonly Date[], at: Date): Date | null {
  if (rule.class === "player_safety") return null;
  const recent = raisedAt
    .map((raised) => raised.getTime())
    .filter((raised) => raised > at.getTime() - HOUR_MS && raised <= at.getTime())
    .sort((a, b) => b - a);
  const oldestThatCounts = recent[rule.maxAlertsPerHour - 1];
  return oldestThatCounts === undefined ? null : new Date(oldestThatCounts + HOUR_MS);
}
