import "server-only";
import type { Series, SeriesSample } from "@/lib/metrics/schema";
import type { Judged } from "@/lib/rules/follow";
import type { Context } from "@/lib/server/context";
import { activeRules } from "./active-rules";
import { intervalMsOf } from "./interval-of";
import { judge, type Outcome } from "./judge";
import { loadHistories } from "./load-history";

/**
 * Judges the samples of one collection by every active rule they concern, but for those that wait: for late samples, or
 * for silence, which the sweep looks at. Calling it twice with the same samples, at once or one after the other, does
 * what one call does.
 */
export async function evaluateRules(
  ctx: Context,
  { samples }: { at: Date; samples: readonly SeriesSample[] },
): Promise<Outcome> {
  const { findPrompt } = await activeRules(ctx);
  const candidates = [...bySeries(samples)].flatMap(([series, judged]) =>
    findPrompt(series).map((rule) => ({ rule, series, samples: judged, intervalMs: intervalMsOf(rule, series) })),
  );
  return judge(ctx, await loadHistories(ctx, candidates));
}

/** The samples of each series, oldest first. */
function bySeries(samples: readonly SeriesSample[]): Map<Series, Judged[]> {
  const series = new Map<number, Series>();
  const found = new Map<Series, Judged[]>();
  for (const sample of samples) {
    const known = series.get(sample.series.id) ?? sample.series;
    series.set(known.id, known);
    const judged = found.get(known);
    if (judged === undefined) found.set(known, [sample]);
    else judged.push(sample);
  }
  for (const judged of found.values()) judged.sort((a, b) => a.at.getTime() - b.at.getTime());
  return found;
}
