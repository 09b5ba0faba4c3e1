import type { Severity } from "@/lib/kernel/severity";
import { evaluateSilence, type Judgement, largestGapMs, type Verdict } from "./evaluate";
import { type Judged, judgeSample } from "./follow";
import type { History } from "./reading";
import { type Level, type Rule, type RuleState, UNSEEN } from "./schema";

/** One instant and what the rule read at it; null where it had no reading. Milliseconds since the epoch. */
export interface TracedReading {
  at: number;
  value: number | null;
}

/** A stretch for which the rule would have had an alert open. Milliseconds since the epoch. */
export interface Firing {
  /** Of the first breaching sample. */
  since: number;
  raisedAt: number;
  /** Null while it lasts. */
  until: number | null;
  /** The gravest it reached. */
  severity: Severity;
}

/** A breach of one level that ended before the level's duration was over. Milliseconds since the epoch. */
export interface ShortBreach {
  severity: Severity;
  threshold: number;
  from: number;
  to: number;
}

export interface Trace {
  readings: TracedReading[];
  firings: Firing[];
  /** The longest of those that raised nothing; null where none was. */
  tooShort: ShortBreach | null;
  /** Why the newest sample had no reading; null where it had one. */
  because: string | null;
}

interface Tracing {
  rule: Rule;
  history: History;
  intervalMs: number;
  /** Oldest first. */
  samples: readonly Judged[];
}

/** Runs a rule over one series' samples as if it had been live and had seen nothing before them. */
export function trace({ rule, history, intervalMs, samples }: Tracing): Trace {
  const traced: Trace = { readings: [], firings: [], tooShort: null, because: null };
  const raisedAt: Date[] = [];
  let state: RuleState = UNSEEN;
  for (const sample of samples) {
    const silence = silenceBefore({ rule, intervalMs }, state, sample.at);
    if (silence !== null) {
      note(traced, silence.verdict, sample.at);
      state = silence.state;
    }
    const { state: next, verdict } = judgeSample({ rule, history, intervalMs }, state, sample, raisedAt);
    if (verdict.kind === "raise") raisedAt.push(sample.at);
    note(traced, verdict, sample.at);
    noteShort(traced, { rule, before: state, after: next });
    traced.because = verdict.kind === "no-reading" ? verdict.because : null;
    traced.readings.push({ at: sample.at.getTime(), value: traced.because === null ? next.lastValue : null });
    state = next;
  }
  return traced;
}

/** What the pause before a sample made of an open alert, where the rule lets silence resolve it. */
function silenceBefore(
  { rule, intervalMs }: Pick<Tracing, "rule" | "intervalMs">,
  state: RuleState,
  at: Date,
): Judgement | null {
  if (state.sampleAt === null || at.getTime() - state.sampleAt.getTime() <= largestGapMs(intervalMs)) return null;
  const judgement = evaluateSilence(rule, state, { intervalMs }, at);
  return judgement.verdict.kind === "resolve" ? judgement : null;
}

function note({ firings }: Trace, verdict: Verdict, at: Date): void {
  const open = firings.at(-1);
  if (verdict.kind === "raise")
    firings.push({
      since: verdict.since.getTime(),
      raisedAt: at.getTime(),
      until: null,
      severity: verdict.severity,
    });
  else if (open === undefined) return;
  else if (verdict.kind === "worsen") open.severity = verdict.to;
  else if (verdict.kind === "resolve") open.until = verdict.clearSince.getTime();
}

/** Levels whose condition held at the sample before and does not any more, and had raised nothing by then. */
function noteShort(traced: Trace, { rule, before, after }: { rule: Rule; before: RuleState; after: RuleState }): void {
  if (before.level !== null || after.level !== null) return;
  for (const level of rule.levels) {
    const breach = endedBreach(level, { before, after });
    if (breach === null || breach.to - breach.from >= (level.durationMs ?? rule.durationMs)) continue;
    const longest = traced.tooShort;
    if (longest === null || breach.to - breach.from > longest.to - longest.from) traced.tooShort = breach;
  }
}

function endedBreach(
  { severity, threshold }: Level,
  { before, after }: { before: RuleState; after: RuleState },
): ShortBreach | null {
  const from = before.memory.held[severity];
  const to = before.memory.readAt;
  if (from === undefined || to === null || after.memory.held[severity] === from) return null;
  return { severity, threshold, from, to };
}
