import "server-only";
import { listStatesOf } from "@/db/queries/rules";
import { listSeriesOf } from "@/db/queries/unjudged";
import { isInScope } from "@/lib/kernel/scope";
import { lint } from "@/lib/rules/lint";
import type { Rule } from "@/lib/rules/schema";
import { selects } from "@/lib/rules/select";
import { type Standing, type StandingSeries, standingOf } from "@/lib/rules/standing";
import type { Context } from "@/lib/server/context";
import { findPresent } from "./find-present";
import { intervalMsOf } from "./interval-of";
import { loadFacts } from "./load-facts";
import { type RuleFound, toFound } from "./with-findings";

/** More than a person reads; the sentence counts them all. */
const MOST_SERIES = 500;

/** A rule with where it stands on each series the caller may see. */
export interface RuleRead extends RuleFound {
  standing: Standing;
}

/** One rule, what is odd about it, and why it fires or is silent. */
export async function readRule(ctx: Context, ruleId: number): Promise<RuleRead> {
  const rule = await findPresent(ctx, ruleId);
  const [facts] = await loadFacts(ctx, [rule]);
  const series = await listStanding(ctx, rule);
  const standing = standingOf(rule, series, facts ?? { series: 0, selected: 0 }, ctx.now());
  const findings = facts === undefined ? [] : lint(rule, facts, ctx.now());
  return {
    ...toFound(rule, findings),
    standing: { ...standing, series: standing.series.slice(0, MOST_SERIES) },
  };
}

async function listStanding(ctx: Context, rule: Rule): Promise<StandingSeries[]> {
  const states = new Map((await listStatesOf(ctx.db, rule.id)).map(({ seriesId, state }) => [seriesId, state]));
  const matching = (await listSeriesOf(ctx.db, [rule.metric])).filter(
    (series) => series.newestAt !== null && selects(rule, series) && isInScope(ctx.scope, series.labels.brand ?? null),
  );
  return matching.map((series) => ({
    labels: series.labels,
    state: states.get(series.id) ?? null,
    newestAt: series.newestAt === null ? null : new Date(series.newestAt),
    intervalMs: intervalMsOf(rule, series),
  }));
}
