import "server-only";
import { listActiveRules } from "@/db/queries/rules";
import { fingerprint } from "@/lib/kernel/labels";
import type { SeriesSample } from "@/lib/metrics/schema";
import type { Context } from "@/lib/server/context";
import { type Candidate, judge, type Outcome } from "./judge";

/**
 * Judges the samples of one collection by every active rule they concern. Calling it twice with the same samples, at once
 * or one after the other, does what one call does.
 */
export async function evaluateRules(
  ctx: Context,
  { samples }: { at: Date; samples: readonly SeriesSample[] },
): Promise<Outcome> {
  const bySeries = new Map<string, SeriesSample[]>();
  for (const sample of samples) {
    const key = keyOf(sample.series.metric, fingerprint(sample.series.labels));
    bySeries.set(key, [...(bySeries.get(key) ?? []), sample]);
  }
  const candidates = (await listActiveRules(ctx.db)).flatMap((rule): Candidate[] => {
    const found = bySeries.get(keyOf(rule.metric, fingerprint(rule.labels)));
    const [first] = found ?? [];
    if (found === undefined || first === undefined) return [];
    return [{ rule, series: first.series, samples: found.toSorted((a, b) => a.at.getTime() - b.at.getTime()) }];
  });
  return judge(ctx, candidates);
}

function keyOf(metric: string, labels: string): string {
  return `${metric}|${labels}`;
}
