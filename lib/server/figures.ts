import "server-only";
import { findSeries, listNewest, listPoints } from "@/db/queries/metrics";
import { listSourceStates } from "@/db/queries/sources";
import type { SourceAnswer } from "@/lib/health/schema";
import type { AsOf } from "@/lib/kernel/as-of";
import type { Labels } from "@/lib/kernel/labels";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { definitionOf, type MetricName, MINUTE_METRICS, valuesByMetric } from "@/lib/metrics/catalogue";
import type { Subsystem } from "@/lib/metrics/schema";
import { isSourceName, type SourceState, sourceDefinition } from "@/lib/metrics/sources";
import type { Figure } from "./collectors/figure";
import { readPlatform } from "./collectors/read-platform";
import type { Context } from "./context";
import { env } from "./env";
import { platformDatabase } from "./platform";
import { reporting } from "./reporting";

/** A source that was too slow is left alone for so many collections. */
export const SKIPPED_COLLECTIONS = 10;
/** A collection older than so many intervals tells nothing of now. */
const FRESH_INTERVALS = 3;
/** How long a stored value stands for what is not read at once: the past cannot be probed, a day is read once a minute. */
const STORED_VALID_MS = 5 * MINUTE_MS;

/** The metrics of the whole scope or one brand at an instant; null where there is no data. */
export interface Figures {
  at: Date;
  values: Record<MetricName, number | null>;
  answers: Partial<Record<Subsystem, SourceAnswer>>;
}

export function intervalMs(): number {
  return env().METRICS_COLLECTION_INTERVAL * SECOND_MS;
}

/**
 * The newest collection where it is fresh and nothing else was asked for; else the sources themselves are read, for the
 * window that ends at `at` and the brands in scope.
 */
export async function readFigures(ctx: Context, { brand, at }: AsOf): Promise<Figures> {
  const states = await listSourceStates(ctx.db);
  const collectedAt = states.get("collection")?.lastReadAt ?? null;
  const isAsCollected = brand === undefined && at === undefined && ctx.scope.brands === "all";
  const isFresh = collectedAt !== null && ctx.now() <= addMs(collectedAt, FRESH_INTERVALS * intervalMs());
  if (isAsCollected && isFresh) return asCollected(ctx, collectedAt, states);
  return readNow(ctx, { brand, at: at ?? ctx.now() }, states);
}

async function asCollected(ctx: Context, at: Date, states: ReadonlyMap<string, SourceState>): Promise<Figures> {
  const newest = new Map((await listNewest(ctx.db)).map((row) => [row.metric, row]));
  const values = valuesByMetric((metric) => {
    const row = newest.get(metric);
    const oldest = addMs(at, definitionOf(metric)?.cadence === "minute" ? -STORED_VALID_MS : 0).getTime();
    return row !== undefined && row.at >= oldest ? row.value : null;
  });
  return { at, values, answers: answersOf(states.values()) };
}

async function readNow(
  ctx: Context,
  { brand, at }: { brand: string | undefined; at: Date },
  previous: ReadonlyMap<string, SourceState>,
): Promise<Figures> {
  const { figures, states } = await readPlatform({
    db: platformDatabase(ctx),
    filter: { scope: ctx.scope, brand },
    at,
    now: ctx.now(),
    reporting: reporting(),
    isLabelled: false,
    previous,
    skipMs: SKIPPED_COLLECTIONS * intervalMs(),
  });
  const values = valuesOf(figures);
  if (at < addMs(ctx.now(), -MINUTE_MS)) values.database_latency = await storedValue(ctx, "database_latency", { at });
  const labels: Labels = brand === undefined ? {} : { brand };
  if (ctx.scope.brands === "all" || brand !== undefined) {
    for (const metric of MINUTE_METRICS) values[metric] = await storedValue(ctx, metric, { labels, at });
  }
  const latest = new Map([...previous, ...states.map((state) => [state.source, state] as const)]);
  return { at, values, answers: answersOf(latest.values()) };
}

/** The newest sample up to an instant, while it still stands for it. */
async function storedValue(
  ctx: Context,
  metric: MetricName,
  { labels = {}, at }: { labels?: Labels; at: Date },
): Promise<number | null> {
  const series = await findSeries(ctx.db, metric, labels);
  if (series === null) return null;
  const points = await listPoints(ctx.db, series.id, { from: addMs(at, -STORED_VALID_MS), to: at });
  return points.at(-1)?.value ?? null;
}

/** Of the figures of the whole (`{}`): every metric of the catalogue, null where none was found. */
export function valuesOf(figures: readonly Figure[]): Record<MetricName, number | null> {
  const whole = new Map(
    figures.filter(({ labels }) => Object.keys(labels).length === 0).map((f) => [f.metric, f.value]),
  );
  return valuesByMetric((metric) => whole.get(metric) ?? null);
}

/** How the source of each subsystem did. */
export function answersOf(states: Iterable<SourceState>): Partial<Record<Subsystem, SourceAnswer>> {
  const answers: Partial<Record<Subsystem, SourceAnswer>> = {};
  for (const { source, status } of states) {
    const subsystem = isSourceName(source) ? sourceDefinition(source).subsystem : undefined;
    if (subsystem !== undefined) answers[subsystem] = ANSWER[status];
  }
  return answers;
}

const ANSWER: Record<SourceState["status"], SourceAnswer> = {
  ok: "answered",
  missing: "missing",
  slow: "silent",
  failed: "silent",
};
