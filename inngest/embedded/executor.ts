import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Database } from "@/db/client";
import type { EngineJob } from "@/db/schema";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Logger } from "@/lib/server/log";
import { answerJob } from "./answer-job";
import { planCrons } from "./cron";
import type { Endpoint } from "./dispatch";
import { giveBack, lookAhead } from "./jobs";
import { Lease } from "./lease";
import { type Functions, matchEvents } from "./match";
import type { FunctionConfig } from "./registration";
import { takeDueJobs } from "./take-due-jobs";
import { Workers } from "./workers";

export interface ExecutorOptions {
  db: Database;
  endpoint: Endpoint;
  functions: FunctionConfig[];
  log: Logger;
  now?: () => Date;
  /** Jobs at once, one of them only for functions with a priority. */
  workers?: number;
  /** Monotonic milliseconds the lease is timed by; given in tests. */
  clock?: () => number;
}

/** What may have been planned by another process is found this soon; what this one plans wakes it. */
const POLL_MS = 500;

/** Runs our functions durably: takes due jobs while it holds the lease, calls the functions, keeps what they answer. */
export class Executor {
  readonly #options: Required<Omit<ExecutorOptions, "clock">>;
  readonly #lease: Lease;
  readonly #workers: Workers;
  #functions: Functions = new Map();
  #timer: NodeJS.Timeout | undefined;
  #turns: Promise<void> | undefined;
  #isWoken = false;
  #isStopped = true;
  #nextAt: Date | null = null;
  #lastLatenessMs: number | null = null;
  #latestMs = 0;

  constructor(options: ExecutorOptions) {
    this.#options = { now: () => new Date(), workers: 6, ...options };
    this.useFunctions(options.functions);
    this.#workers = new Workers({
      size: this.#options.workers,
      work: (job) => this.#work(job),
      onFree: () => this.wake(),
    });
    this.#lease = new Lease({
      db: options.db,
      holder: `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
      clock: options.clock,
      onTaken: () => this.#takeOver(),
      onError: (error) => options.log.warn({ err: error }, "the executor's lease could not be renewed"),
    });
  }

  get holder(): string {
    return this.#lease.holder;
  }

  get isHolder(): boolean {
    return this.#lease.isHeld;
  }

  /** Who is known to hold the lease, here or in another process. */
  get knownHolder(): string | null {
    return this.#lease.knownHolder;
  }

  /** How long ago anyone was last seen to renew the lease. */
  get silentMs(): number {
    return this.#lease.silentMs;
  }

  /** How long after its time the last job with a priority started; null before the first. */
  get lastLatenessMs(): number | null {
    return this.#lastLatenessMs;
  }

  get runningCount(): number {
    return this.#workers.running.length;
  }

  useFunctions(functions: FunctionConfig[]): void {
    this.#functions = new Map(functions.map((fn) => [fn.id, fn]));
  }

  /** Begins to ask for the lease, and to work whenever it is held. */
  start(): void {
    this.#isStopped = false;
    this.#lease.start();
  }

  /** Takes no more jobs, lets running ones end for at most `graceMs`, and lets go of the lease. */
  async stop(graceMs = 5_000): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#workers.dropAhead();
    await this.#turns;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs).unref();
    });
    await Promise.race([this.#workers.allEnded(), tooLate]);
    clearTimeout(timer);
    await this.#lease.release();
  }

  /** Something was planned: look at once. */
  wake(): void {
    if (this.#isStopped) return;
    this.#isWoken = true;
    clearTimeout(this.#timer);
    this.#turns ??= this.#takeTurns().finally(() => {
      this.#turns = undefined;
      if (this.#isWoken) this.wake();
    });
  }

  /** For tests with a clock of their own: does all that is due at `now()`, and what follows from it, then returns. */
  async runUntilIdle(): Promise<void> {
    await this.#lease.beat();
    do await this.#workers.oneEnded();
    while ((await this.#takeTurn()) || !this.#workers.isIdle);
  }

  /** When the next planned job is due, for such a test's clock. */
  async nextDueAt(): Promise<Date | null> {
    return (await lookAhead(this.#options.db, this.holder, this.#options.now())).nextAt;
  }

  async #takeOver(): Promise<void> {
    this.#options.log.info({ holder: this.holder }, "this process runs the background work");
    this.#workers.dropAhead();
    const running = this.#workers.running.map(({ id }) => id);
    await giveBack(this.#options.db, this.holder, running);
    await planCrons(this.#options.db, this.#functions, this.#options.now());
    this.wake();
  }

  async #takeTurns(): Promise<void> {
    let waitMs = POLL_MS;
    try {
      do this.#isWoken = false;
      while (this.isHolder && !this.#isStopped && (await this.#takeTurn()));
      waitMs = this.#timeToNext();
    } catch (error) {
      this.#options.log.warn({ err: error }, "the executor could not look for work");
    }
    if (this.#isStopped || !this.isHolder) return;
    this.#timer = setTimeout(() => this.wake(), waitMs).unref();
  }

  /** Matches some events and starts the jobs that may start. @returns whether there was anything to do. */
  async #takeTurn(): Promise<boolean> {
    const { db, now, workers: size } = this.#options;
    await this.#heedClock(now());
    const { hasEvents, hasDue, nextAt } = await lookAhead(db, this.holder, now());
    this.#nextAt = nextAt;
    const taking = { holder: this.holder, now: now(), size, workers: this.#workers, functions: this.#functions };
    const taken = hasDue ? await takeDueJobs(db, taking) : 0;
    const matched = hasEvents ? await matchEvents(db, this.#functions, now()) : 0;
    return matched > 0 || taken > 0;
  }

  /** A clock that went back is still before what schedules planned by it. */
  async #heedClock(now: Date): Promise<void> {
    const wentBack = now.getTime() < this.#latestMs - SECOND_MS;
    if (wentBack) await planCrons(this.#options.db, this.#functions, now);
    this.#latestMs = now.getTime();
  }

  /** What is due but held back by its key or by busy workers is looked at when a job ends, or at the next poll. */
  #timeToNext(): number {
    const waitMs = (this.#nextAt?.getTime() ?? Number.POSITIVE_INFINITY) - this.#options.now().getTime();
    return Math.min(Math.max(waitMs, 0), POLL_MS);
  }

  #work(job: EngineJob): Promise<void> {
    const { db, endpoint, now, log } = this.#options;
    if (job.priority > 0) this.#lastLatenessMs = now().getTime() - job.runAt.getTime();
    const isAlive = () => this.isHolder;
    return answerJob({ db, endpoint, functions: this.#functions, holder: this.holder, now, log, isAlive }, job);
  }
}
