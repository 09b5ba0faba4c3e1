import "server-only";
import { listRaisedAt } from "@/db/queries/alerts";
import type { StateMove } from "@/db/queries/rules";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import type { Series } from "@/lib/metrics/schema";
import { evaluateSilence, type Judgement } from "@/lib/rules/evaluate";
import { changesAlert, type Judged, judgeSample } from "@/lib/rules/follow";
import type { History } from "@/lib/rules/reading";
import { type Rule, type RuleState, UNSEEN } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { applyVerdict } from "@/lib/server/services/alerts/apply-verdict";
import { keepStates, recallStates } from "./recall-states";

/** A rule with what it has to judge of one of its series. */
export interface Candidate {
  rule: Rule;
  series: Series;
  /** New instants, oldest first; none asks what the silence since the last one means. */
  samples: readonly Judged[];
  history: History;
  /** Usual distance of two samples of the series. */
  intervalMs: number;
}

/** What an evaluation did. `lost` counts pairs that another evaluation moved at the same moment. */
export interface Outcome {
  judged: number;
  raised: number[];
  resolved: number[];
  suppressed: number;
  lost: number;
}

/**
 * Judges each candidate's instants and writes the outcome: quiet moves together, each alert in its own unit. All in the order
 * of time, at one instant by rule and series: then the alerts of a rule are counted alike however samples are batched.
 */
export async function judge(ctx: Context, candidates: readonly Candidate[]): Promise<Outcome> {
  const outcome: Outcome = { judged: candidates.length, raised: [], resolved: [], suppressed: 0, lost: 0 };
  if (candidates.length === 0) return outcome;
  const followers = await listFollowers(ctx, candidates);
  const raisedAt = await listRaisedAt(ctx.db, addMs(oldestOf(candidates, ctx.now()), -HOUR_MS));
  for (const { follower, instant } of inOrder(followers, ctx.now())) {
    const { id } = follower.candidate.rule;
    const ruleRaised = raisedAt.get(id) ?? [];
    raisedAt.set(id, ruleRaised);
    await take(ctx, follower, { instant, raisedAt: ruleRaised, outcome });
  }
  const moves = followers.flatMap((follower) => quietMoveOf(follower) ?? []);
  outcome.lost += await keepStates(ctx, moves);
  return outcome;
}

/** A candidate with where it stands on its way. */
interface Follower {
  candidate: Candidate;
  state: RuleState;
  version: number;
  /** The state as the database has it. */
  written: RuleState;
  /** Another evaluation moved it meanwhile: nothing more is judged here. */
  isLost: boolean;
}

async function listFollowers(ctx: Context, candidates: readonly Candidate[]): Promise<Follower[]> {
  const pairs = candidates.map(({ rule, series }) => ({ ruleId: rule.id, seriesId: series.id }));
  const stored = await recallStates(ctx, pairs);
  return candidates.map((candidate) => {
    const known = stored.get(pairKey({ ruleId: candidate.rule.id, seriesId: candidate.series.id }));
    const state = known?.state ?? UNSEEN;
    return { candidate, state, version: known?.version ?? 0, written: state, isLost: false };
  });
}

/** One instant of one candidate; null asks what the silence until `atMs`, now, means. */
interface Turn {
  follower: Follower;
  instant: Judged | null;
  atMs: number;
}

function inOrder(followers: readonly Follower[], now: Date): Turn[] {
  const turns = followers.flatMap((follower): Turn[] => {
    const { samples } = follower.candidate;
    if (samples.length === 0) return [{ follower, instant: null, atMs: now.getTime() }];
    return samples.map((instant) => ({ follower, instant, atMs: instant.at.getTime() }));
  });
  return turns.sort((a, b) => a.atMs - b.atMs || byRuleAndSeries(a.follower.candidate, b.follower.candidate));
}

function byRuleAndSeries(a: Candidate, b: Candidate): number {
  return a.rule.id - b.rule.id || a.series.id - b.series.id;
}

interface Taking {
  instant: Judged | null;
  /** Grows with each alert raised here. */
  raisedAt: Date[];
  outcome: Outcome;
}

/** Judges one instant from the state that the one before it left, and writes what changes an alert. */
async function take(ctx: Context, follower: Follower, { instant, raisedAt, outcome }: Taking): Promise<void> {
  if (follower.isLost) return;
  const { rule, series } = follower.candidate;
  const { state, verdict } = judgementOf(ctx, follower, { instant, raisedAt });
  if (verdict.kind === "suppressed") outcome.suppressed += 1;
  if (!changesAlert(verdict)) {
    follower.state = state;
    return;
  }
  const at = instant?.at ?? ctx.now();
  const sample = { at, value: state.lastValue ?? instant?.value ?? null };
  const expected = follower.version;
  const applied = await applyVerdict(ctx, { rule, series, sample, verdict, state, expected });
  if (applied.kind === "lost") {
    outcome.lost += 1;
    follower.isLost = true;
    return;
  }
  if (applied.kind === "raised" && rule.mode === "live") raisedAt.push(at);
  if (applied.alertId !== null) listOf(outcome, applied.kind)?.push(applied.alertId);
  follower.state = applied.state;
  follower.written = applied.state;
  follower.version += 1;
}

function judgementOf(
  ctx: Context,
  { candidate, state }: Follower,
  { instant, raisedAt }: { instant: Judged | null; raisedAt: readonly Date[] },
): Judgement {
  const { rule, history, intervalMs } = candidate;
  if (instant === null) return evaluateSilence(rule, state, { intervalMs }, ctx.now());
  return judgeSample({ rule, history, intervalMs }, state, instant, raisedAt);
}

/** What is left to write; null where nothing moved, or somebody else moved it. */
function quietMoveOf({ candidate, state, written, version, isLost }: Follower): StateMove | null {
  if (isLost || state === written) return null;
  return { ruleId: candidate.rule.id, seriesId: candidate.series.id, state, expected: version };
}

function listOf(outcome: Outcome, kind: "raised" | "adopted" | "moved" | "resolved"): number[] | null {
  if (kind === "resolved") return outcome.resolved;
  return kind === "moved" ? null : outcome.raised;
}

function oldestOf(candidates: readonly Candidate[], now: Date): Date {
  const oldest = Math.min(...candidates.map(({ samples }) => samples[0]?.at.getTime() ?? now.getTime()));
  return new Date(oldest);
}

function pairKey({ ruleId, seriesId }: { ruleId: number; seriesId: number }): string {
  return `${ruleId}:${seriesId}`;
}
