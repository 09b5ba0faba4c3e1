import "server-only";
import { setImmediate } from "node:timers/promises";
import { type BackTest, listMarked } from "@/db/queries/back-tests";
import { listFirst } from "@/db/queries/history-of-series";
import { fingerprint } from "@/lib/kernel/labels";
import { addMs, DAY_MS, floorTo, MINUTE_MS } from "@/lib/kernel/time";
import type { Checkpoint } from "@/lib/replay/checkpoint";
import { Findings, NOTHING_FOUND } from "@/lib/replay/findings";
import type { MarkedAlert } from "@/lib/replay/match-real";
import { type Chunk, Replay } from "@/lib/replay/replay";
import type { Context } from "@/lib/server/context";
import { reporting } from "@/lib/server/reporting";
import { stopwatch } from "@/lib/server/stopwatch";
import { findReach } from "./find-reach";
import { findSubject } from "./find-subject";
import { ChunkLoader, type Subject } from "./load-chunk";
import { ruleOf } from "./rule-of";

/** Samples read and judged at once; fewer where each takes long, so that progress is seen and a cancel heard. */
const CHUNK_SAMPLES = 15_000;
const CHUNK_MS = 500;
const FIRST_CHUNK_MS = 60 * MINUTE_MS;
/** After so long without a pause the collections get their turn. */
const TURN_MS = 25;
const STEPS_A_LOOK = 32;

interface Parts {
  ctx: Context;
  job: BackTest;
  subject: Subject;
  marked: MarkedAlert[];
  findings: Findings;
  start: Omit<Checkpoint, "replay" | "findings">;
  replay: Replay;
}

/** A back-test under way: chunk by chunk from where its checkpoint stands. */
export class Run {
  readonly #parts: Parts;
  readonly #loader: ChunkLoader;
  #present: Omit<Checkpoint, "replay" | "findings">;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#loader = new ChunkLoader(parts.ctx, parts.subject);
    this.#present = parts.start;
  }

  /** @throws AppError `invalid` for a rule that can no longer be read, or that selects too many series. */
  static async open(ctx: Context, job: BackTest): Promise<Run> {
    const rule = ruleOf(job);
    const subject = await findSubject(ctx, { rule, brands: job.brands });
    const { checkpoint } = job;
    const start = checkpoint ?? (await beginning(ctx, job, subject));
    const span = { from: new Date(start.from), to: new Date(start.to) };
    const marked = markedOf(subject, await listMarked(ctx.db, { metric: rule.metric, ...span }));
    const surroundings = { rule, marked, reach: await findReach(ctx, rule), zone: reporting().zone };
    const findings = new Findings(surroundings, checkpoint?.findings ?? NOTHING_FOUND);
    const replay = new Replay(rule, checkpoint?.replay);
    return new Run({ ctx, job, subject, marked, findings, replay, start });
  }

  get isAtEnd(): boolean {
    return this.#present.at >= this.#present.to;
  }

  /** From 0 to 1. */
  get progress(): number {
    const { from, to, at } = this.#present;
    return to <= from ? 1 : (at - from) / (to - from);
  }

  get subject(): Subject {
    return this.#parts.subject;
  }

  get marked(): readonly MarkedAlert[] {
    return this.#parts.marked;
  }

  checkpoint(): Checkpoint {
    return { ...this.#present, replay: this.#parts.replay.state(), findings: this.#parts.findings.state() };
  }

  /** Judges the next chunk; others get their turn in between. */
  async chunk(): Promise<void> {
    const watch = stopwatch();
    const { at, to, stepMs, thinned } = this.#present;
    const endOfDay = floorTo(new Date(at), DAY_MS).getTime() + DAY_MS;
    const end = Math.min(at + stepMs, endOfDay, to);
    const { chunk, thinnedMs } = await this.#loader.load({ from: at, to: end });
    const judged = await this.#judge(chunk);
    const tookMs = watch();
    this.#present = {
      ...this.#present,
      at: end,
      stepMs: nextStepMs({ lengthMs: end - at, samples: judged, tookMs }),
      durationMs: this.#present.durationMs + tookMs,
      thinned:
        thinnedMs === null ? thinned : { until: end, spacingMs: Math.max(thinnedMs, thinned?.spacingMs ?? thinnedMs) },
    };
  }

  /** What is still open counts as it stands. */
  finish(): void {
    this.#parts.findings.finish(this.#present.to);
  }

  async #judge(chunk: Chunk): Promise<number> {
    let judged = 0;
    let watch = stopwatch();
    for (const step of this.#parts.replay.judge(chunk)) {
      this.#parts.findings.take(step);
      judged += 1;
      if (judged % STEPS_A_LOOK !== 0 || watch() < TURN_MS) continue;
      await setImmediate();
      watch = stopwatch();
    }
    return judged;
  }
}

/** Those of the series that are judged: an alert of another series was not for this rule to find. */
function markedOf({ series }: Subject, marked: readonly MarkedAlert[]): MarkedAlert[] {
  const judged = new Set(series.map(({ labels }) => fingerprint(labels)));
  return marked.filter(({ labels }) => judged.has(fingerprint(labels)));
}

/** As long as would have held the samples wanted and taken the time allowed, from a minute to a day. */
function nextStepMs({ lengthMs, samples, tookMs }: { lengthMs: number; samples: number; tookMs: number }): number {
  const wanted = lengthMs * Math.min(CHUNK_SAMPLES / Math.max(samples, 1), CHUNK_MS / Math.max(tookMs, 1));
  return Math.min(Math.max(Math.floor(wanted / MINUTE_MS) * MINUTE_MS, MINUTE_MS), DAY_MS);
}

/** From the first sample there is, at most the days asked for, to the minute in which it was asked. */
async function beginning(ctx: Context, job: BackTest, { series }: Subject): Promise<Parts["start"]> {
  const to = floorTo(job.createdAt, MINUTE_MS);
  const asked = { from: addMs(to, -job.days * DAY_MS).getTime(), to: to.getTime() };
  const first = await listFirst(
    ctx.db,
    series.map(({ id }) => id),
    asked,
  );
  const earliest = Math.min(...first.map(({ at }) => at), asked.to);
  const from = Math.floor(earliest / MINUTE_MS) * MINUTE_MS;
  return { from, to: asked.to, at: from, stepMs: FIRST_CHUNK_MS, durationMs: 0, thinned: null };
}
