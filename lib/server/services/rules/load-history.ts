import "server-only";
import { listSeriesOf, listSpans, type Wanted } from "@/db/queries/unjudged";
import { fingerprint } from "@/lib/kernel/labels";
import { definitionOf } from "@/lib/metrics/catalogue";
import { largestGapMs } from "@/lib/rules/evaluate";
import { lookbackOf, type Point } from "@/lib/rules/reading";
import type { Context } from "@/lib/server/context";
import type { Candidate } from "./judge";

type Bare = Omit<Candidate, "history">;

/** Gives each candidate the samples around those it judges; most rules look at the sample alone and cost no query. */
export async function loadHistories(ctx: Context, candidates: readonly Bare[]): Promise<Candidate[]> {
  const basisOf = await loadBasis(ctx, candidates);
  const spans = candidates.map((candidate) => spansOf(candidate, basisOf(candidate)));
  const points = await listSpans(ctx.db, spans.flat());
  return candidates.map((candidate) => ({
    ...candidate,
    history: {
      samples: points.get(candidate.series.id) ?? pointsOf(candidate),
      basis: points.get(basisOf(candidate) ?? -1) ?? [],
    },
  }));
}

/** Spans end with the newest sample judged, so a reading never knows what came after it. */
function spansOf({ rule, series, samples, intervalMs }: Bare, basis: number | null): Wanted[] {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || rule.condition.kind === "absent") return [];
  const [from, until] = [first.at.getTime(), last.at.getTime()];
  const gap = largestGapMs(intervalMs);
  const { windowMs, earlierMs } = lookbackOf(rule);
  const wanted: Wanted[] = [];
  if (windowMs > 0) wanted.push({ series: series.id, after: from - windowMs - gap, until });
  if (earlierMs !== null) wanted.push({ series: series.id, after: from - earlierMs - gap, until: until - earlierMs });
  if (basis !== null) wanted.push({ series: basis, after: from - gap, until });
  return wanted;
}

function pointsOf({ samples }: Bare): Point[] {
  return samples.flatMap(({ at, value }) => (value === null ? [] : [{ at: at.getTime(), value }]));
}

/** The series that counts the events behind a rate: the same labels, the basis' metric. */
async function loadBasis(ctx: Context, candidates: readonly Bare[]): Promise<(candidate: Bare) => number | null> {
  const metrics = new Set(candidates.flatMap(({ rule }) => basisMetric(rule) ?? []));
  const found = await listSeriesOf(ctx.db, [...metrics]);
  const ids = new Map(found.map(({ id, metric, labels }) => [`${metric} ${fingerprint(labels)}`, id]));
  return ({ rule, series }) => {
    const metric = basisMetric(rule);
    return metric === null ? null : (ids.get(`${metric} ${fingerprint(series.labels)}`) ?? null);
  };
}

function basisMetric({ metric, minimumSample }: Bare["rule"]): string | null {
  return minimumSample === null ? null : (definitionOf(metric)?.basis ?? null);
}
