import "server-only";
import { listRaisedAt } from "@/db/queries/alerts";
import { listStates, moveStates, type StateMove } from "@/db/queries/rules";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import type { Series } from "@/lib/metrics/schema";
import { evaluateSilence, type Judgement } from "@/lib/rules/evaluate";
import { changesAlert, type Judged, judgeSample } from "@/lib/rules/follow";
import type { History } from "@/lib/rules/reading";
import { type Rule, type RuleState, UNSEEN } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { applyVerdict } from "@/lib/server/services/alerts/apply-verdict";

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

/** Judges each candidate's samples in order and writes the outcome: quiet moves together, each alert in its own unit. */
export async function judge(ctx: Context, candidates: readonly Candidate[]): Promise<Outcome> {
  const outcome: Outcome = { judged: candidates.length, raised: [], resolved: [], suppressed: 0, lost: 0 };
  if (candidates.length === 0) return outcome;
  const pairs = candidates.map(({ rule, series }) => ({ ruleId: rule.id, seriesId: series.id }));
  const stored = new Map((await listStates(ctx.db, pairs)).map((found) => [pairKey(found), found]));
  const raisedAt = await listRaisedAt(ctx.db, addMs(oldestOf(candidates, ctx.now()), -HOUR_MS));
  const moves: StateMove[] = [];
  for (const candidate of candidates) {
    const { rule, series } = candidate;
    const known = stored.get(pairKey({ ruleId: rule.id, seriesId: series.id }));
    const start = { state: known?.state ?? UNSEEN, version: known?.version ?? 0 };
    const ruleRaised = raisedAt.get(rule.id) ?? [];
    raisedAt.set(rule.id, ruleRaised);
    const move = await follow(ctx, candidate, { start, raisedAt: ruleRaised, outcome });
    if (move !== null) moves.push(move);
  }
  const moved = await moveStates(ctx.db, moves, ctx.now());
  outcome.lost += moves.length - moved.length;
  return outcome;
}

interface Progress {
  start: { state: RuleState; version: number };
  /** Grows with each alert raised here. */
  raisedAt: Date[];
  outcome: Outcome;
}

/** @returns the quiet move that is left to write, null when there is none. */
async function follow(
  ctx: Context,
  candidate: Candidate,
  { start, raisedAt, outcome }: Progress,
): Promise<StateMove | null> {
  const { rule, series } = candidate;
  let { state, version } = start;
  let written = state;
  for (const { judgement, at, value } of judgements(ctx, candidate, { stateNow: () => state, raisedAt })) {
    const { verdict } = judgement;
    if (verdict.kind === "suppressed") outcome.suppressed += 1;
    if (!changesAlert(verdict)) {
      state = judgement.state;
      continue;
    }
    const sample = { at, value: judgement.state.lastValue ?? value };
    const applied = await applyVerdict(ctx, {
      rule,
      series,
      sample,
      verdict,
      state: judgement.state,
      expected: version,
    });
    if (applied.kind === "lost") {
      outcome.lost += 1;
      return null;
    }
    if (applied.kind === "raised" && rule.mode === "live") raisedAt.push(at);
    if (applied.alertId !== null) listOf(outcome, applied.kind)?.push(applied.alertId);
    state = applied.state;
    written = state;
    version += 1;
  }
  return state === written ? null : { ruleId: rule.id, seriesId: series.id, state, expected: version };
}

interface Judgment {
  judgement: Judgement;
  at: Date;
  value: number | null;
}

/** Each sample is judged from the state that the one before it left; without samples, the silence is. */
function* judgements(
  ctx: Context,
  { rule, samples, history, intervalMs }: Candidate,
  { stateNow, raisedAt }: { stateNow: () => RuleState; raisedAt: readonly Date[] },
): Generator<Judgment> {
  for (const sample of samples) {
    const judgement = judgeSample({ rule, history, intervalMs }, stateNow(), sample, raisedAt);
    yield { judgement, at: sample.at, value: sample.value };
  }
  if (samples.length > 0) return;
  const at = ctx.now();
  yield { judgement: evaluateSilence(rule, stateNow(), { intervalMs }, at), at, value: null };
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
