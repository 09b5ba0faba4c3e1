import { z } from "zod";
import type { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";
import { MINUTE_MS } from "@/lib/kernel/time";
import { evaluateSilence, type Judgement, largestGapMs, type Verdict } from "@/lib/rules/evaluate";
import { judgeSample } from "@/lib/rules/follow";
import type { History } from "@/lib/rules/reading";
import { LevelMemory, Phase, type Rule, type RuleState, UNSEEN } from "@/lib/rules/schema";

const PresentState = z.object({
  phase: Phase,
  since: z.coerce.date().nullable(),
  sampleAt: z.coerce.date().nullable(),
  lastValue: z.number().nullable(),
  alertId: z.null(),
  cooldownUntil: z.coerce.date().nullable(),
  level: Severity.nullable(),
  memory: LevelMemory,
});

/** Where a replay stands between two chunks: its JSON goes on from there. Instants are milliseconds since the epoch. */
export const ReplayState = z.object({
  /** By series. `newestAt` is its newest sample so far. */
  standings: z.record(z.string(), z.object({ state: PresentState, newestAt: z.number().nullable() })),
  /** When the rule raised alerts, over all its series: what the cap an hour counts. Older than an hour is dropped. */
  raisedAt: z.array(z.number()),
});
export type ReplayState = z.infer<typeof ReplayState>;

/** One series of a chunk. */
export interface ChunkSeries {
  id: number;
  labels: Labels;
  /** Usual distance of two samples. */
  intervalMs: number;
  /** Those of the chunk, and what readings look back at. */
  history: History;
  /** The newest sample before the chunk, where the replay has not seen it. */
  newestBefore: number | null;
  /** Its samples were thinned afterwards: how long it was silent is not known then. */
  isThinned: boolean;
}

/** The recorded samples of `[from, to)`, in milliseconds since the epoch. Chunks follow each other without a gap. */
export interface Chunk {
  from: number;
  to: number;
  series: readonly ChunkSeries[];
}

/** What the rule made of one instant of one series. */
export interface Step {
  series: ChunkSeries;
  at: number;
  /** Null where there was nothing to read. */
  reading: number | null;
  verdict: Verdict;
  /** The level an alert stands at after it; null where none is open. */
  level: Severity | null;
}

interface Instant {
  series: ChunkSeries;
  at: number;
  value: number;
}

const HOUR_MS = 60 * MINUTE_MS;

/**
 * Runs a rule over recorded samples by the evaluator that judges live: samples in the order of time, at one instant in the
 * order of series; silence at each minute after that minute's samples, as the sweep does. Where chunks end changes nothing.
 */
export class Replay {
  readonly #rule: Rule;
  readonly #standings: Map<number, { state: RuleState; newestAt: number | null }>;
  #raisedAt: Date[];

  constructor(rule: Rule, { standings, raisedAt }: ReplayState = { standings: {}, raisedAt: [] }) {
    this.#rule = { ...rule, mode: "live" };
    this.#standings = new Map(Object.entries(standings).map(([id, standing]) => [Number(id), standing]));
    this.#raisedAt = raisedAt.map((at) => new Date(at));
  }

  state(): ReplayState {
    const standings = Object.fromEntries(
      [...this.#standings].map(([id, { state, newestAt }]) => [id, { state: { ...state, alertId: null }, newestAt }]),
    );
    return { standings, raisedAt: this.#raisedAt.map((at) => at.getTime()) };
  }

  /** Judges a chunk, one instant of one series at a time, so that the caller may let others work in between. */
  *judge(chunk: Chunk): Generator<Step> {
    const instants = instantsOf(chunk);
    let next = 0;
    for (let minute = Math.ceil(chunk.from / MINUTE_MS) * MINUTE_MS; ; minute += MINUTE_MS) {
      for (let instant = instants[next]; instant !== undefined && instant.at <= minute; instant = instants[next]) {
        next += 1;
        yield* this.#take(instant);
      }
      if (minute >= chunk.to) break;
      yield* this.#sweep(chunk, minute);
    }
    this.#raisedAt = this.#raisedAt.filter((at) => at.getTime() > chunk.to - HOUR_MS);
  }

  *#take({ series, at, value }: Instant): Generator<Step> {
    const standing = this.#standingOf(series);
    standing.newestAt = at;
    if (this.#rule.condition.kind === "absent") return;
    const following = { rule: this.#rule, history: series.history, intervalMs: series.intervalMs };
    yield this.#settle(series, at, judgeSample(following, standing.state, { at: new Date(at), value }, this.#raisedAt));
  }

  *#sweep({ series }: Chunk, minute: number): Generator<Step> {
    const { condition, noData } = this.#rule;
    if (condition.kind !== "absent" && noData !== "resolve") return;
    for (const one of series) {
      const { state, newestAt } = this.#standingOf(one);
      if (newestAt === null || (one.isThinned && condition.kind === "absent")) continue;
      const { intervalMs } = one;
      const at = new Date(minute);
      if (condition.kind === "absent") {
        const history = { samples: [{ at: newestAt, value: 0 }], basis: [] };
        const following = { rule: this.#rule, history, intervalMs };
        yield this.#settle(one, minute, judgeSample(following, state, { at, value: null }, this.#raisedAt));
      } else if (state.level !== null && this.#isSilent({ newestAt, intervalMs }, minute)) {
        yield this.#settle(one, minute, evaluateSilence(this.#rule, state, { intervalMs }, at));
      }
    }
  }

  /** The sweep asks what silence means once it has judged the newest sample, which waits for late ones to come. */
  #isSilent({ newestAt, intervalMs }: { newestAt: number; intervalMs: number }, minute: number): boolean {
    if (minute - newestAt <= largestGapMs(intervalMs)) return false;
    const { latenessMs } = this.#rule;
    return latenessMs === 0 || minute > Math.ceil((newestAt + latenessMs) / MINUTE_MS) * MINUTE_MS;
  }

  #settle(series: ChunkSeries, at: number, { state, verdict }: Judgement): Step {
    this.#standingOf(series).state = state;
    if (verdict.kind === "raise") this.#raisedAt.push(new Date(at));
    const isRead = verdict.kind !== "no-reading" && verdict.kind !== "seen";
    return { series, at, verdict, level: state.level, reading: isRead ? state.lastValue : null };
  }

  #standingOf({ id, newestBefore }: ChunkSeries): { state: RuleState; newestAt: number | null } {
    const known = this.#standings.get(id);
    if (known !== undefined) return known;
    const made = { state: UNSEEN, newestAt: newestBefore };
    this.#standings.set(id, made);
    return made;
  }
}

/** The chunk's own samples of all series in the order they are judged. */
function instantsOf({ from, to, series }: Chunk): Instant[] {
  const instants = series.flatMap((one) =>
    one.history.samples.flatMap(({ at, value }) => (at >= from && at < to ? [{ series: one, at, value }] : [])),
  );
  return series.length < 2 ? instants : instants.sort((a, b) => a.at - b.at || a.series.id - b.series.id);
}
