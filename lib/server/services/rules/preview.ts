import "server-only";
import { z } from "zod";
import { listBuckets } from "@/db/queries/buckets";
import { listSeriesOf, listSpans } from "@/db/queries/unjudged";
import { AppError } from "@/lib/kernel/errors";
import { isInScope } from "@/lib/kernel/scope";
import { addMs, DAY_MS, floorTo, type Interval, MINUTE_MS } from "@/lib/kernel/time";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Series } from "@/lib/metrics/schema";
import { RuleBody } from "@/lib/rules/body";
import { type NewRule, readRuleBody } from "@/lib/rules/read-body";
import type { Rule } from "@/lib/rules/schema";
import { selects } from "@/lib/rules/select";
import { type Trace, trace } from "@/lib/rules/trace";
import type { Context } from "@/lib/server/context";
import { intervalMsOf } from "./interval-of";
import type { Candidate } from "./judge";
import { loadHistories } from "./load-history";

export const PreviewInput = z.object({ rule: RuleBody });

/** A day in so many steps: more would not be seen on a chart. */
const STEP_MS = 3 * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;
const MOST_SERIES = 5;

/** A matching series over the last 24 h, as the rule reads it. Instants are milliseconds since the epoch. */
export interface Previewed {
  series: Series;
  trace: Trace;
  /** By step, the reading nearest to a breach; null where there was none. */
  values: (number | null)[];
}

export interface Preview {
  rule: Rule;
  /** Begin of each step of 3 minutes. */
  times: number[];
  /** How many series the rule is about. */
  matching: number;
  /** Those that came nearest to a breach, nearest first; at most five. */
  lines: Previewed[];
  /** The first line's same time last week; null where the reading is not the metric itself. */
  lastWeek: (number | null)[] | null;
}

/**
 * What a rule, saved or not, would have read and raised over the last 24 hours, by the evaluation that runs live.
 * @throws AppError `invalid` with the field, such as `rule.metric_name`, when it is no rule.
 */
export async function previewRule(ctx: Context, { rule: body }: z.infer<typeof PreviewInput>): Promise<Preview> {
  const rule = await readRule(ctx, body);
  const to = addMs(floorTo(ctx.now(), STEP_MS), STEP_MS);
  const window = { from: addMs(to, -DAY_MS), to };
  const times = Array.from({ length: DAY_MS / STEP_MS }, (_, index) => window.from.getTime() + index * STEP_MS);
  const matching = await listMatching(ctx, rule);
  const nearest = await nearestToBreach(ctx, { rule, matching, window });
  const traced = await traceAll(ctx, { rule, series: nearest, window });
  const lines = traced
    .map((one) => ({ ...one, values: inSteps(rule, one.trace, times) }))
    .sort((a, b) => nearness(rule, b.values) - nearness(rule, a.values));
  return { rule, times, matching: matching.length, lines, lastWeek: await readLastWeek(ctx, { rule, lines, window }) };
}

async function readRule(ctx: Context, body: RuleBody): Promise<Rule> {
  const read = readRuleBody(body);
  if (read.kind === "fault") {
    const field = `rule.${read.fault.field}`;
    throw new AppError("invalid", `${field}: ${read.fault.message}`, { field });
  }
  const { metric }: NewRule = read.rule;
  const isKnown = definitionOf(metric) !== undefined || (await listSeriesOf(ctx.db, [metric])).length > 0;
  if (!isKnown) {
    const sentence = `rule.metric_name: there is none called "${metric}"; expected a name such as payment_failure_rate`;
    throw new AppError("invalid", sentence, { field: "rule.metric_name" });
  }
  return { ...read.rule, id: 0, version: 1, isDefault: false };
}

/** The series of the whole platform hold every brand, so who may see only some is shown those of his brands. */
async function listMatching(ctx: Context, rule: Rule): Promise<Series[]> {
  const found = (await listSeriesOf(ctx.db, [rule.metric])).filter((series) => selects(rule, series));
  if (ctx.scope.brands === "all") return found;
  return found.filter(({ labels }) => labels.brand !== undefined && isInScope(ctx.scope, labels.brand));
}

interface Choosing {
  rule: Rule;
  matching: readonly Series[];
  window: Interval;
}

/** Of many series those whose values went furthest in the rule's direction. */
async function nearestToBreach(ctx: Context, { rule, matching, window }: Choosing): Promise<readonly Series[]> {
  if (matching.length <= MOST_SERIES) return matching;
  const buckets = await listBuckets(ctx.db, { seriesIds: matching.map(({ id }) => id), stepMs: DAY_MS, window });
  const extremes = new Map<number, number>();
  for (const { seriesId, min, max } of buckets) {
    const known = extremes.get(seriesId) ?? Number.NEGATIVE_INFINITY;
    extremes.set(seriesId, Math.max(known, isDownward(rule) ? -min : max));
  }
  const rank = ({ id }: Series) => extremes.get(id) ?? Number.NEGATIVE_INFINITY;
  return matching.toSorted((a, b) => rank(b) - rank(a)).slice(0, MOST_SERIES);
}

async function traceAll(
  ctx: Context,
  { rule, series, window }: { rule: Rule; series: readonly Series[]; window: Interval },
): Promise<{ series: Series; trace: Trace }[]> {
  const [after, until] = [window.from.getTime() - 1, ctx.now().getTime()];
  const points = await listSpans(
    ctx.db,
    series.map(({ id }) => ({ series: id, after, until })),
  );
  if (rule.condition.kind === "absent") {
    const ticks = ticksOf(window, ctx.now());
    return series.map((one) => {
      const history = { samples: points.get(one.id) ?? [], basis: [] };
      return { series: one, trace: trace({ rule, history, intervalMs: intervalMsOf(rule, one), samples: ticks }) };
    });
  }
  const candidates = series.map((one) => ({
    rule,
    series: one,
    intervalMs: intervalMsOf(rule, one),
    samples: (points.get(one.id) ?? []).map(({ at, value }) => ({ at: new Date(at), value })),
  }));
  return (await loadHistories(ctx, candidates)).map((candidate: Candidate) => ({
    series: candidate.series,
    trace: trace(candidate),
  }));
}

/** Silence is looked at once a minute. */
function ticksOf({ from }: Interval, now: Date): { at: Date; value: null }[] {
  const count = Math.floor((now.getTime() - from.getTime()) / MINUTE_MS) + 1;
  return Array.from({ length: count }, (_, index) => ({ at: addMs(from, index * MINUTE_MS), value: null }));
}

/** A step shows its reading nearest to a breach, so that no breach falls between two points. */
function inSteps(rule: Rule, { readings }: Trace, times: readonly number[]): (number | null)[] {
  const first = times[0] ?? 0;
  const values: (number | null)[] = times.map(() => null);
  for (const { at, value } of readings) {
    const index = Math.floor((at - first) / STEP_MS);
    const known = values[index];
    if (known === undefined || value === null) continue;
    values[index] = known === null ? value : isDownward(rule) ? Math.min(known, value) : Math.max(known, value);
  }
  return values;
}

function nearness(rule: Rule, values: readonly (number | null)[]): number {
  const known = values.flatMap((value) => (value === null ? [] : [isDownward(rule) ? -value : value]));
  return known.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

async function readLastWeek(
  ctx: Context,
  { rule, lines, window }: { rule: Rule; lines: readonly Previewed[]; window: Interval },
): Promise<(number | null)[] | null> {
  const [first] = lines;
  const { condition } = rule;
  if (first === undefined || condition.kind !== "threshold" || condition.aggregate === "sum") return null;
  const before = { from: addMs(window.from, -WEEK_MS), to: addMs(window.to, -WEEK_MS) };
  const buckets = await listBuckets(ctx.db, { seriesIds: [first.series.id], stepMs: STEP_MS, window: before });
  if (buckets.length === 0) return null;
  return heldInSteps(new Map(buckets.map(({ at, mean }) => [at + WEEK_MS, mean])), {
    from: window.from,
    count: first.values.length,
  });
}

/** Older samples may lie further apart than the steps: a mean holds until the next one, and then a gap is a gap. */
const HOLD_STEPS = 5;

function heldInSteps(means: Map<number, number>, { from, count }: { from: Date; count: number }): (number | null)[] {
  let held: number | null = null;
  let age = 0;
  return Array.from({ length: count }, (_, index) => {
    const mean = means.get(from.getTime() + index * STEP_MS);
    age = mean === undefined ? age + 1 : 0;
    held = mean ?? (age > HOLD_STEPS ? null : held);
    return held;
  });
}

function isDownward({ operator }: Rule): boolean {
  return operator === "<" || operator === "<=";
}
