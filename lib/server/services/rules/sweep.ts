import "server-only";
import { listSeriesOf, listSpans } from "@/db/queries/unjudged";
import { HOUR_MS } from "@/lib/kernel/time";
import { largestGapMs } from "@/lib/rules/evaluate";
import type { Rule, RuleState } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { activeRules } from "./active-rules";
import { intervalMsOf } from "./interval-of";
import { type Candidate, judge, type Outcome } from "./judge";
import { loadHistories } from "./load-history";
import { recallStates } from "./recall-states";

/** Samples older than this are history: a rule switched on now does not raise alerts about them. */
const SWEEP_BACK_MS = HOUR_MS;

/** A rule and one of its series, with where they stand. */
interface Pair {
  rule: Rule;
  series: { id: number; metric: string; labels: Record<string, string>; newestAt: number | null };
  state: RuleState | null;
  intervalMs: number;
}

/**
 * Judges what the collections left: samples recorded and never judged, such as after a crash between the two; samples a
 * rule lets ripen; and the silence of series that stopped. Two sweeps at once do what one does.
 */
export async function sweepRules(ctx: Context): Promise<Outcome> {
  const pairs = await listPairs(ctx);
  const silent = pairs.flatMap((pair) => silenceOf(pair, ctx.now()) ?? []);
  const unjudged = await loadHistories(ctx, await samplesOf(ctx, pairs));
  return judge(ctx, [...unjudged, ...silent]);
}

async function listPairs(ctx: Context): Promise<Pair[]> {
  const { all, find } = await activeRules(ctx);
  const metrics = [...new Set(all.map(({ metric }) => metric))];
  const found = (await listSeriesOf(ctx.db, metrics)).flatMap((series) =>
    find(series).map((rule) => ({ rule, series, intervalMs: intervalMsOf(rule, series) })),
  );
  const ids = found.map(({ rule, series }) => ({ ruleId: rule.id, seriesId: series.id }));
  const states = await recallStates(ctx, ids);
  return found.map((pair) => ({ ...pair, state: states.get(`${pair.rule.id}:${pair.series.id}`)?.state ?? null }));
}

/** Samples after the state's and not older than an hour, up to what the rule lets ripen. */
async function samplesOf(ctx: Context, pairs: readonly Pair[]): Promise<Omit<Candidate, "history">[]> {
  const now = ctx.now();
  const waiting = pairs.flatMap((pair) => {
    const { rule, series, state } = pair;
    const until = now.getTime() - rule.latenessMs;
    const after = Math.max(state?.sampleAt?.getTime() ?? 0, until - SWEEP_BACK_MS);
    const hasNews = series.newestAt !== null && series.newestAt > after;
    return hasNews && rule.condition.kind !== "absent" ? [{ pair, span: { series: series.id, after, until } }] : [];
  });
  const points = await listSpans(
    ctx.db,
    waiting.map(({ span }) => span),
  );
  return waiting.flatMap(({ pair: { rule, series, intervalMs }, span }) => {
    const samples = (points.get(series.id) ?? [])
      .filter(({ at }) => at > span.after && at <= span.until)
      .map(({ at, value }) => ({ at: new Date(at), value }));
    return samples.length === 0 ? [] : [{ rule, series, samples, intervalMs }];
  });
}

/** What silence asks: `absent` judges it at every sweep, `noData: "resolve"` once the series has stopped. */
function silenceOf({ rule, series, state, intervalMs }: Pair, now: Date): Candidate | null {
  if (series.newestAt === null) return null;
  const candidate = { rule, series, intervalMs, history: { samples: [{ at: series.newestAt, value: 0 }], basis: [] } };
  if (rule.condition.kind === "absent") return { ...candidate, samples: [{ at: now, value: null }] };
  if (rule.noData !== "resolve" || state === null || state.level === null) return null;
  // What still ripens is not silence; what nobody will judge any more does not keep it from being heard.
  const ripens = (state.sampleAt?.getTime() ?? 0) < series.newestAt;
  const silentMs = now.getTime() - series.newestAt;
  const isSilent = silentMs > (ripens ? rule.latenessMs + SWEEP_BACK_MS : largestGapMs(intervalMs));
  return isSilent ? { ...candidate, samples: [] } : null;
}
