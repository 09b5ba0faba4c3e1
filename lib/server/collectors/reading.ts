import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { BrandFilter } from "@/db/queries/platform/in-scope";
import { SECOND_MS } from "@/lib/kernel/time";
import { isSkipped, judgeRead, type ReadOutcome, type SourceName, type SourceState } from "@/lib/metrics/sources";
import { stopwatch } from "@/lib/server/stopwatch";
import { describeFailure } from "./describe-failure";
import type { KnownHours } from "./operations-of-day";
import { raceLimit } from "./race-limit";

/** A source that has not answered by then is abandoned: on the embedded database it cannot be cancelled. */
export const READ_LIMIT_MS = 2 * SECOND_MS;
/** How long an abandoned query may keep the embedded database's one session busy before the collection gives up. */
const SETTLE_LIMIT_MS = 10 * SECOND_MS;

export interface ReadingOptions {
  db: Queryable;
  filter: BrandFilter;
  at: Date;
  /** What a source is left alone until is compared with; differs from `at` when the past is read. */
  now: Date;
  /** Midnight of "today" and the currency of sums over several. */
  reporting: { zone: string; currency: string };
  /** Whether series by brand and provider are wanted beside those of the whole. */
  isLabelled: boolean;
  previous: ReadonlyMap<string, SourceState>;
  skipMs: number;
  limitMs?: number;
  /** What earlier passes over the same brands have left; they add to it. */
  knownHours?: KnownHours;
}

/** What became of the last hour's transactions and payments; null while they were not read. */
interface Finished {
  transactions: readonly FinishedSum[] | null;
  payments: readonly FinishedSum[] | null;
}

interface FinishedSum {
  brand: string;
  completed: number;
  failed: number;
}

/** One pass over the platform's sources: what is asked for, and how each source did. */
export class Reading {
  readonly filter: BrandFilter;
  readonly at: Date;
  readonly reporting: ReadingOptions["reporting"];
  readonly isLabelled: boolean;
  /** Left by the collectors of both for what concerns both, so that no view is passed over twice. */
  readonly finished: Finished = { transactions: null, payments: null };
  readonly knownHours: KnownHours;
  readonly #options: ReadingOptions;
  readonly #states = new Map<SourceName, SourceState>();
  #isStuck = false;

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.filter = options.filter;
    this.at = options.at;
    this.reporting = options.reporting;
    this.isLabelled = options.isLabelled;
    this.knownHours = options.knownHours ?? new Map();
  }

  /** How each source did that was read; one that is being left alone is not among them. */
  get states(): readonly SourceState[] {
    return [...this.#states.values()];
  }

  /** Runs one query. A source that is missing, fails or is slow gives null and is remembered: it never throws. */
  async read<Result>(
    source: SourceName,
    query: (db: Queryable, elapsed: () => number) => Promise<Result>,
  ): Promise<Result | null> {
    const { previous, limitMs = READ_LIMIT_MS, db, now } = this.#options;
    if (isSkipped(previous.get(source), now)) return null;
    if (this.#isStuck) {
      this.#judge(source, { kind: "failed", ms: 0, word: "the platform's database does not answer" });
      return null;
    }
    const elapsed = stopwatch();
    const [outcome, result] = await raceLimit(() => query(db, elapsed), limitMs).then(
      (raced): [ReadOutcome, Result | null] =>
        raced.kind === "late" ? [{ kind: "slow", limitMs }, null] : [{ kind: "answered", ms: elapsed() }, raced.result],
      (error: unknown): [ReadOutcome, null] => [{ ...describeFailure(error), ms: elapsed() }, null],
    );
    this.#judge(source, outcome);
    if (outcome.kind === "slow") this.#isStuck = source === "database" || !(await this.#isSettled());
    return result;
  }

  /** Adds what a person should know of a source that did answer. */
  warn(source: SourceName, warning: string): void {
    const state = this.#states.get(source);
    if (state?.status === "ok") this.#states.set(source, { ...state, warning });
  }

  #judge(source: SourceName, outcome: ReadOutcome): void {
    const { previous, skipMs, now } = this.#options;
    this.#states.set(source, judgeRead(source, outcome, { previous: previous.get(source), skipMs, now }));
  }

  /** Waits until the database answers again, so that the sources after an abandoned one are not blamed for it. */
  #isSettled(): Promise<boolean> {
    return raceLimit(() => this.#options.db.execute(sql`select 1`), SETTLE_LIMIT_MS).then(
      ({ kind }) => kind === "in-time",
      () => false,
    );
  }
}
