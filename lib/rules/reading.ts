import { assertNever } from "@/lib/kernel/errors";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Aggregate, Condition, Rule } from "./schema";

/** One sample of a series; `at` in milliseconds since the epoch. */
export interface Point {
  at: number;
  value: number;
}

/** What is known of a series around the sample that is judged, oldest first. */
export interface History {
  /** From at least `lookbackOf` before the first sample judged; for `change` also those around the earlier instants. */
  samples: readonly Point[];
  /** Samples of the metric's basis, for rules with a minimum sample. */
  basis: readonly Point[];
}

/** The number that is compared with the levels, or why there is none. */
export type Reading = { kind: "value"; value: number } | { kind: "none"; because: string };

/** How far before a sample its reading looks. `earlierMs` is a second place, `windowMs` long, that far back. */
export function lookbackOf({ condition }: Pick<Rule, "condition">): { windowMs: number; earlierMs: number | null } {
  switch (condition.kind) {
    case "threshold":
      return { windowMs: condition.aggregate === "last" ? 0 : condition.windowMs, earlierMs: null };
    case "change":
      return { windowMs: 0, earlierMs: condition.periodMs };
    case "burn_rate":
      return { windowMs: condition.longMs, earlierMs: null };
    case "absent":
    case "anomaly":
      return { windowMs: 0, earlierMs: null };
    default:
      return assertNever(condition);
  }
}

interface Question {
  rule: Pick<Rule, "condition" | "minimumSample">;
  history: History;
  /** Of the sample, in milliseconds. */
  at: number;
  /** The newest sample at `at`; null when the series is silent, which only `absent` reads. */
  value: number | null;
  /** Two samples further apart than this have a gap between them. */
  gapMs: number;
}

/** The reading of a rule at one instant. Formulas: see `Condition`. */
export function readingOf(question: Question): Reading {
  const { rule, history, at, value, gapMs } = question;
  const { condition } = rule;
  if (condition.kind === "absent") return absence(history, at);
  if (value === null) return none("no sample");
  if (rule.minimumSample !== null) {
    const basis = newestAt(history.basis, at, gapMs);
    if (basis === null || basis.value < rule.minimumSample)
      return none(`fewer than ${rule.minimumSample} events behind it`);
  }
  switch (condition.kind) {
    case "threshold":
      return condition.aggregate === "last"
        ? known(value)
        : overWindow(question, condition.windowMs, (values) => aggregate(condition.aggregate, values));
    case "change":
      return changeSince(question, condition);
    case "burn_rate": {
      const rates = [condition.longMs, condition.shortMs].map((windowMs) =>
        overWindow(question, windowMs, (values) => aggregate("avg", values) / (100 - condition.objective)),
      );
      const missing = rates.find(({ kind }) => kind === "none");
      return missing ?? known(Math.min(...rates.flatMap((rate) => (rate.kind === "value" ? [rate.value] : []))));
    }
    case "anomaly":
      return none("baseline not learned yet");
    default:
      return assertNever(condition);
  }
}

function absence({ samples }: History, at: number): Reading {
  const newest = samples[lastIndexAt(samples, at)];
  return newest === undefined ? none("the series never had a sample") : known((at - newest.at) / SECOND_MS);
}

/**
 * A window that the series does not fill yet has no reading: half a window of failures would look like half the failures.
 * It is full when a sample lies within a gap of its beginning, on either side: nothing further back is looked at.
 */
function overWindow(
  { history: { samples }, at, gapMs }: Question,
  windowMs: number,
  reduce: (values: number[]) => number,
): Reading {
  const end = lastIndexAt(samples, at);
  let start = end;
  while (start >= 0 && (samples[start]?.at ?? 0) > at - windowMs) start -= 1;
  const begin = at - windowMs;
  const before = samples[start]?.at ?? Number.NEGATIVE_INFINITY;
  const first = samples[start + 1]?.at ?? Number.POSITIVE_INFINITY;
  if (end === start || (before <= begin - gapMs && first > begin + gapMs)) return none("its window is not full yet");
  return known(reduce(samples.slice(start + 1, end + 1).map(({ value }) => value)));
}

function changeSince(
  { history: { samples }, at, value, gapMs }: Question,
  { periodMs, measure }: Extract<Condition, { kind: "change" }>,
): Reading {
  const earlier = newestAt(samples, at - periodMs, gapMs);
  if (earlier === null || value === null) return none("no sample of the earlier period");
  const difference = value - earlier.value;
  if (measure === "difference") return known(difference);
  return earlier.value === 0 ? none("the earlier value is 0") : known((difference / Math.abs(earlier.value)) * 100);
}

/** Reduces values to one; percentiles interpolate between the two nearest ranks, as Postgres' percentile_cont does. */
export function aggregate(kind: Aggregate, values: readonly number[]): number {
  switch (kind) {
    case "last":
      return values.at(-1) ?? Number.NaN;
    case "avg":
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case "sum":
      return values.reduce((sum, value) => sum + value, 0);
    case "min":
      return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    case "max":
      return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    case "p50":
    case "p90":
    case "p95":
    case "p99":
      return percentile(values, Number(kind.slice(1)) / 100);
    default:
      return assertNever(kind);
  }
}

function percentile(values: readonly number[], share: number): number {
  // Numbers alone sort several times as fast without a comparison of ours; a back-test does it for every sample.
  const sorted = Float64Array.from(values).sort();
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? Number.NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** The newest point of `(at − withinMs, at]`. */
function newestAt(points: readonly Point[], at: number, withinMs: number): Point | null {
  const found = points[lastIndexAt(points, at)];
  return found === undefined || found.at <= at - withinMs ? null : found;
}

/** Index of the newest point at or before `at`, −1 where there is none. */
function lastIndexAt(points: readonly Point[], at: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const known = (value: number): Reading => (Number.isFinite(value) ? { kind: "value", value } : none("not a number"));
const none = (because: string): Reading => ({ kind: "none", because });
