import type { EngineJob } from "@/db/schema";
import { hasWorker } from "./choose-jobs";

/** The jobs that run in this process, and those taken ahead that run as soon as a worker is free. */
export class Workers {
  readonly #size: number;
  readonly #work: (job: EngineJob) => Promise<void>;
  readonly #onFree: () => void;
  readonly #running = new Map<string, { job: EngineJob; done: Promise<void> }>();
  #ahead: EngineJob[] = [];

  constructor(options: { size: number; work: (job: EngineJob) => Promise<void>; onFree: () => void }) {
    this.#size = options.size;
    this.#work = options.work;
    this.#onFree = options.onFree;
  }

  get running(): EngineJob[] {
    return [...this.#running.values()].map(({ job }) => job);
  }

  get aheadCount(): number {
    return this.#ahead.length;
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  has(priority: number): boolean {
    return hasWorker({ priority }, this.running, this.#size);
  }

  begin(job: EngineJob): void {
    const done = this.#work(job).finally(() => {
      this.#running.delete(job.id);
      this.#beginAhead();
      this.#onFree();
    });
    this.#running.set(job.id, { job, done });
  }

  /** Keeps jobs without a concurrency key ready, so that the next one starts without asking the database. */
  keepAhead(jobs: EngineJob[]): void {
    this.#ahead.push(...jobs);
    this.#beginAhead();
  }

  dropAhead(): void {
    this.#ahead = [];
  }

  /** Resolves when any, or all, of the running jobs have ended. */
  async oneEnded(): Promise<void> {
    if (!this.isIdle) await Promise.race([...this.#running.values()].map(({ done }) => done));
  }

  async allEnded(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #beginAhead(): void {
    while (this.#ahead.length > 0 && this.has(0)) {
      const next = this.#ahead.shift();
      if (next) this.begin(next);
    }
  }
}
