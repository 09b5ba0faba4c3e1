import "server-only";
import { listBeginnings, listNewestBefore, listSamplesOf, type Points } from "@/db/queries/history-of-series";
import { DAY_MS } from "@/lib/kernel/time";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Series } from "@/lib/metrics/schema";
import type { Chunk } from "@/lib/replay/replay";
import { BEGINNING, thinnedSpacingMs } from "@/lib/replay/spacing";
import { largestGapMs } from "@/lib/rules/evaluate";
import { lookbackOf } from "@/lib/rules/reading";
import type { Rule } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { intervalMsOf } from "@/lib/server/services/rules/interval-of";

/** What a chunk is read for. */
export interface Subject {
  rule: Rule;
  series: readonly Series[];
  /** By series: the one that counts the events behind it, for a rule with a minimum sample. */
  basisOf: ReadonlyMap<number, number>;
}

type BySeries = ReadonlyMap<number, Points[]>;

/** Half-open, milliseconds since the epoch. */
interface Span {
  from: number;
  to: number;
}

/** Reads one chunk after the other, and keeps of each what the readings of the next look back at. */
export class ChunkLoader {
  readonly #ctx: Context;
  readonly #subject: Subject;
  readonly #ids: readonly number[];
  /** Samples of `[from, to)` still in hand. */
  #held: { span: Span; points: BySeries } | null = null;
  #grid: { day: number; spacings: ReadonlyMap<number, number> } | null = null;
  #newestBefore: ReadonlyMap<number, number> | null = null;

  constructor(ctx: Context, subject: Subject) {
    this.#ctx = ctx;
    this.#subject = subject;
    this.#ids = subject.series.map(({ id }) => id);
  }

  /** A chunk lies within one day (UTC). @returns it with the distance its samples were thinned to, null where they were not. */
  async load(span: Span): Promise<{ chunk: Chunk; thinnedMs: number | null }> {
    const { rule, series, basisOf } = this.#subject;
    const spacings = await this.#spacingsOf(span.from);
    const intervals = new Map(series.map((one) => [one.id, spacings.get(one.id) ?? intervalMsOf(rule, one)]));
    const gapMs = Math.max(...[...intervals.values()].map(largestGapMs), 0);
    const points = await this.#readSamples(span, gapMs);
    const bases = [...new Set(basisOf.values())];
    const basis: BySeries =
      bases.length === 0
        ? new Map()
        : await listSamplesOf(this.#ctx.db, bases, { from: span.from - gapMs, to: span.to });
    const newestBefore = await this.#newestBeforeAll(span.from);
    const chunk: Chunk = {
      ...span,
      series: series.map(({ id, labels }) => ({
        id,
        labels,
        intervalMs: intervals.get(id) ?? 0,
        history: { samples: points.get(id) ?? [], basis: basis.get(basisOf.get(id) ?? -1) ?? [] },
        newestBefore: newestBefore.get(id) ?? null,
        isThinned: spacings.has(id),
      })),
    };
    return { chunk, thinnedMs: spacings.size === 0 ? null : Math.max(...spacings.values()) };
  }

  /** The chunk's samples, before them those its readings look back at, and far before them those of an earlier period. */
  async #readSamples({ from, to }: Span, gapMs: number): Promise<BySeries> {
    const { windowMs, earlierMs } = lookbackOf(this.#subject.rule);
    const since = windowMs === 0 ? from : from - windowMs - gapMs;
    if (earlierMs === null) return this.#readOn({ from: since, to }, from);
    const earlier = { from: from - earlierMs - gapMs, to: to - earlierMs + 1 };
    if (earlier.to >= from) return this.#read({ from: earlier.from, to });
    return joined(await this.#read(earlier), await this.#read({ from, to }));
  }

  /** What the last chunk left is not read again. */
  async #readOn({ from, to }: Span, boundary: number): Promise<BySeries> {
    const held = this.#held;
    const isHeld = held !== null && held.span.from <= from && held.span.to === boundary;
    const points = isHeld
      ? joined(held.points, await this.#read({ from: boundary, to }), from)
      : await this.#read({ from, to });
    this.#held = { span: { from, to }, points };
    return points;
  }

  #read(span: Span): Promise<BySeries> {
    return listSamplesOf(this.#ctx.db, this.#ids, span);
  }

  /** Only metrics that Pitboss collects itself: of a pushed one nobody knows how often it comes. */
  async #spacingsOf(at: number): Promise<ReadonlyMap<number, number>> {
    const day = Math.floor(at / DAY_MS) * DAY_MS;
    if (this.#grid?.day === day) return this.#grid.spacings;
    const { rule, series } = this.#subject;
    const spacings = new Map<number, number>();
    const isCollected = definitionOf(rule.metric) !== undefined;
    const instants = isCollected
      ? await this.#beginningsOf({ from: day, to: day + DAY_MS })
      : new Map<number, number[]>();
    for (const one of series) {
      const spacing = thinnedSpacingMs(instants.get(one.id) ?? [], intervalMsOf(rule, one));
      if (spacing !== null) spacings.set(one.id, spacing);
    }
    this.#grid = { day, spacings };
    return spacings;
  }

  async #beginningsOf(span: Span): Promise<Map<number, number[]>> {
    const found = new Map<number, number[]>();
    for (const { series, at } of await listBeginnings(this.#ctx.db, this.#ids, { ...span, limit: BEGINNING })) {
      const known = found.get(series);
      if (known === undefined) found.set(series, [at]);
      else known.push(at);
    }
    return found;
  }

  /** Silence is counted from the newest sample, which may lie before the history that is judged. */
  async #newestBeforeAll(before: number): Promise<ReadonlyMap<number, number>> {
    if (this.#newestBefore !== null) return this.#newestBefore;
    const isAsked = this.#subject.rule.condition.kind === "absent";
    const rows = isAsked ? await listNewestBefore(this.#ctx.db, this.#ids, { from: 0, to: before }) : [];
    this.#newestBefore = new Map(rows.map(({ series, at }) => [series, at]));
    return this.#newestBefore;
  }
}

/** One after the other, without what lies before `from`. */
function joined(earlier: BySeries, later: BySeries, from = Number.NEGATIVE_INFINITY): BySeries {
  const found = new Map<number, Points[]>();
  for (const [id, points] of earlier) {
    const first = points.findIndex(({ at }) => at >= from);
    found.set(id, first < 0 ? [] : points.slice(first));
  }
  for (const [id, points] of later) found.set(id, [...(found.get(id) ?? []), ...points]);
  return found;
}
