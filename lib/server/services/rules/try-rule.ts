import "server-only";
import { listSeriesOf, listSpans } from "@/db/queries/unjudged";
import { imagineAlert } from "@/lib/alerts/imagine-alert";
import { isInScope } from "@/lib/kernel/scope";
import { largestGapMs } from "@/lib/rules/evaluate";
import { firstLevel } from "@/lib/rules/levels";
import { type Finding, lint } from "@/lib/rules/lint";
import type { Rule } from "@/lib/rules/schema";
import { selects } from "@/lib/rules/select";
import { describeTrial, gravestOf, type SeriesTrial, trySeries } from "@/lib/rules/trial";
import type { Context } from "@/lib/server/context";
import { loadHiders } from "@/lib/server/services/silences/load-hiders";
import { decideMute, describeMute } from "@/lib/silences/decide-mute";
import { findPresent } from "./find-present";
import { intervalMsOf } from "./interval-of";
import type { Candidate } from "./judge";
import { loadFacts } from "./load-facts";
import { loadHistories } from "./load-history";
import { parseRule } from "./parse-rule";
import { openReach } from "./reach-of";
import { requireKnown } from "./require-known";

/** More series than a person reads. */
const MOST_SERIES = 500;

/** What a rule would do now, as the API writes it. */
export interface Trial {
  /** Whether any series breaches now; its duration may still have to pass. */
  would_fire: boolean;
  sentence: string;
  series: SeriesTrial[];
  /** Every decision a new alert of the gravest level would get, or of the mildest where none is reached. */
  told: { channel: string; recipient: string; decision: string; reason: string }[];
  findings: Finding[];
}

/** Tries a rule that is saved. @throws AppError `not-found`. */
export async function tryStoredRule(ctx: Context, ruleId: number): Promise<Trial> {
  return tryRule(ctx, await findPresent(ctx, ruleId));
}

/** Tries a rule that is not. @throws AppError `invalid` for what could not be saved either. */
export async function tryUnsavedRule(ctx: Context, raw: unknown): Promise<Trial> {
  const rule = parseRule(raw);
  await requireKnown(ctx, null, rule);
  return tryRule(ctx, { ...rule, id: 0, version: 1, isDefault: false });
}

/** Judges what is there now and answers what would follow. Writes nothing, sends nothing. */
async function tryRule(ctx: Context, rule: Rule): Promise<Trial> {
  const series = await listTrials(ctx, rule);
  const [facts] = await loadFacts(ctx, [rule]);
  return {
    would_fire: series.some(({ verdict }) => verdict === "breached"),
    sentence: describeTrial(rule, series),
    series,
    told: await listTold(ctx, rule, series),
    findings: facts === undefined ? [] : lint(rule, facts, ctx.now()),
  };
}

/** The decisions about the gravest alert that would be raised, or of the mildest level where none would. */
async function listTold(ctx: Context, rule: Rule, trials: readonly SeriesTrial[]): Promise<Trial["told"]> {
  const severity = gravestOf(trials) ?? firstLevel(rule).severity;
  const { labels, reading } = trials.find(({ level }) => level === severity) ?? { labels: {}, reading: null };
  const alert = imagineAlert(rule, { labels, value: reading, severity }, ctx.now());
  const mute = decideMute(alert, await loadHiders(ctx), ctx.now());
  const reason = mute === null ? null : { reason: describeMute(mute) };
  const planned = (await openReach(ctx)).decide(rule, { severity, brand: alert.brand, mute: reason });
  return planned.map(({ channel, recipient, decision }) => ({
    channel,
    recipient: recipient.name,
    ...(alert.isShadow ? IN_SHADOW : { decision: decision.kind, reason: decision.reason }),
  }));
}

const IN_SHADOW = { decision: "skip", reason: "the rule is in shadow: nobody is told" };

async function listTrials(ctx: Context, rule: Rule): Promise<SeriesTrial[]> {
  const now = ctx.now();
  const candidates = await listCandidates(ctx, rule);
  const tried = rule.condition.kind === "absent" ? candidates : await loadHistories(ctx, candidates);
  return tried.flatMap(({ series, samples, history, intervalMs }) => {
    const trial = trySeries({ rule, labels: series.labels, history, samples, intervalMs }, now);
    return trial === null ? [] : [trial];
  });
}

/** Each series the rule selects and the caller may see, with its newest samples; silence is asked about this instant. */
async function listCandidates(ctx: Context, rule: Rule): Promise<Candidate[]> {
  const known = (await listSeriesOf(ctx.db, [rule.metric]))
    .filter((series) => selects(rule, series) && isInScope(ctx.scope, series.labels.brand ?? null))
    .flatMap((series) => (series.newestAt === null ? [] : [{ ...series, newestAt: series.newestAt }]))
    .slice(0, MOST_SERIES);
  const looked = rule.windows?.of ?? 1;
  const points = await listSpans(
    ctx.db,
    known.map((series) => ({
      series: series.id,
      after: series.newestAt - looked * largestGapMs(intervalMsOf(rule, series)),
      until: series.newestAt,
    })),
  );
  return known.map((series) => {
    const found = (points.get(series.id) ?? []).slice(-looked);
    const samples = found.map(({ at, value }) => ({ at: new Date(at), value }));
    return {
      rule,
      series,
      intervalMs: intervalMsOf(rule, series),
      samples: rule.condition.kind === "absent" ? [{ at: ctx.now(), value: null }] : samples,
      history: { samples: found, basis: [] },
    };
  });
}
