import "server-only";
import { listSeriesOf } from "@/db/queries/unjudged";
import type { RuleFacts } from "@/lib/rules/lint";
import type { Rule } from "@/lib/rules/schema";
import { indexRules } from "@/lib/rules/select";
import type { Context } from "@/lib/server/context";
import { intervalMsOf } from "./interval-of";
import { openReach } from "./reach-of";

type SeriesFacts = Pick<RuleFacts, "series" | "labelSets">;

/** What the house knows around each rule, in the order given: two queries, however many rules. */
export async function loadFacts(ctx: Context, rules: readonly Rule[]): Promise<RuleFacts[]> {
  const series = (await listSeriesOf(ctx.db, [...new Set(rules.map(({ metric }) => metric))])).filter(
    ({ newestAt }) => newestAt !== null,
  );
  const reach = await openReach(ctx);
  const selected = new Map(rules.map((rule) => [rule, { count: 0, newestAt: 0, intervalMs: 0 }]));
  const find = indexRules(rules);
  for (const one of series) {
    for (const rule of find(one)) {
      const known = selected.get(rule);
      if (known === undefined) continue;
      known.count += 1;
      known.newestAt = Math.max(known.newestAt, one.newestAt ?? 0);
      known.intervalMs = Math.max(known.intervalMs, intervalMsOf(rule, one));
    }
  }
  const ofMetric = byMetric(series);
  return rules.map((rule) => {
    const { count, newestAt, intervalMs } = selected.get(rule) ?? { count: 0, newestAt: 0, intervalMs: 0 };
    const { series: all, labelSets } = ofMetric.get(rule.metric) ?? { series: 0, labelSets: [] };
    return {
      series: all,
      labelSets,
      selected: count,
      newestAt: count === 0 ? null : new Date(newestAt),
      intervalMs,
      reachable: reach.of(rule),
    };
  });
}

function byMetric(series: readonly { metric: string; labels: Record<string, string> }[]): Map<string, SeriesFacts> {
  const found = new Map<string, { series: number; sets: Map<string, string[]> }>();
  for (const { metric, labels } of series) {
    const known = found.get(metric) ?? { series: 0, sets: new Map() };
    const names = Object.keys(labels).sort();
    known.series += 1;
    known.sets.set(names.join(), names);
    found.set(metric, known);
  }
  return new Map(
    [...found].map(([metric, { series: count, sets }]) => [metric, { series: count, labelSets: [...sets.values()] }]),
  );
}
