import "server-only";
import { listRaisedAt } from "@/db/queries/alerts";
import { listStates, moveStates, type StateMove } from "@/db/queries/rules";
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Series } from "@/lib/metrics/schema";
import { evaluate } from "@/lib/rules/evaluate";
import { type Rule, type RuleState, UNSEEN } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { applyVerdict } from "@/lib/server/services/alerts/apply-verdict";

/** A rule with the new samples of one of its series, oldest first. */
export interface Candidate {
  rule: Rule;
  series: Series;
  samples: readonly { at: Date; value: number }[];
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
  const stored = new Map(
    (await listStates(ctx.db, pairs)).map((found) => [keyOf(found.ruleId, found.seriesId), found]),
  );
  const oldest = Math.min(...candidates.flatMap(({ samples }) => samples.map(({ at }) => at.getTime())));
  const raisedAt = await listRaisedAt(ctx.db, addMs(new Date(oldest), -HOUR_MS));
  const moves: StateMove[] = [];
  for (const candidate of candidates) {
    const known = stored.get(keyOf(candidate.rule.id, candidate.series.id));
    const start = { state: known?.state ?? UNSEEN, version: known?.version ?? 0 };
    const ruleRaised = raisedAt.get(candidate.rule.id) ?? [];
    raisedAt.set(candidate.rule.id, ruleRaised);
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
  { rule, series, samples }: Candidate,
  { start, raisedAt, outcome }: Progress,
): Promise<StateMove | null> {
  let { state, version } = start;
  let written = state;
  for (const sample of samples) {
    const evidence = { sample, intervalMs: intervalMsOf(series), raisedAt };
    const judgement = evaluate(rule, state, evidence, ctx.now());
    const { verdict } = judgement;
    if (verdict.kind === "suppressed") outcome.suppressed += 1;
    if (verdict.kind !== "raise" && verdict.kind !== "resolve") {
      state = judgement.state;
      continue;
    }
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
    if (applied.kind === "raised") raisedAt.push(sample.at);
    if (applied.alertId !== null)
      (applied.kind === "resolved" ? outcome.resolved : outcome.raised).push(applied.alertId);
    state = applied.state;
    written = state;
    version += 1;
  }
  return state === written ? null : { ruleId: rule.id, seriesId: series.id, state, expected: version };
}

/** Series without labels come at every collection, labelled ones once a minute. */
function intervalMsOf({ labels }: Series): number {
  const collectionMs = env().METRICS_COLLECTION_INTERVAL * SECOND_MS;
  return Object.keys(labels).length === 0 ? collectionMs : Math.max(collectionMs, MINUTE_MS);
}

function keyOf(ruleId: number, seriesId: number): string {
  return `${ruleId}:${seriesId}`;
}
