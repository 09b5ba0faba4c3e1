/** The one session behind all connections. */
export interface Engine {
  /** Runs a whole batch; answers go to `onData`, errors of SQL among them. @throws only when the engine itself failed. */
  run(batch: Uint8Array, onData: (bytes: Uint8Array) => void): Promise<void>;
  isInTransaction(): boolean;
  /** Ends whatever a client left open. */
  abandon(): Promise<void>;
}

/** Everything a client sent up to a Query, Sync or Flush. After a Flush its batch goes on until Sync. */
export interface Batch {
  bytes: Uint8Array;
  endsWithFlush: boolean;
}

/** One connection, as the queue sees it. */
export interface Session {
  readonly batches: Batch[];
  isOpen: boolean;
  send(bytes: Uint8Array): void;
  close(): void;
}

interface QueueOptions {
  engine: Engine;
  /** How long an owner may be silent inside a transaction before it is closed. */
  idleMs: number;
  onFailure: (error: unknown) => void;
}

/**
 * Shares one engine among many sessions. A session owns the engine from its batch until a Sync outside a transaction;
 * meanwhile the others wait in the order they came. An owner that leaves or falls silent is rolled back.
 */
export class SessionQueue {
  readonly #options: QueueOptions;
  readonly #waiting = new Set<Session>();
  #owner: Session | undefined;
  #isRunning = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  push(session: Session, batch: Batch): void {
    session.batches.push(batch);
    if (session !== this.#owner) this.#waiting.add(session);
    void this.#run();
  }

  leave(session: Session): void {
    session.isOpen = false;
    this.#waiting.delete(session);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    clearTimeout(this.#idle);
    try {
      for (let session = this.#next(); session; session = this.#next()) await this.#step(session);
    } catch (error) {
      this.#options.onFailure(error);
    } finally {
      this.#isRunning = false;
    }
    if (this.#owner) this.#closeWhenSilent(this.#owner);
  }

  /** The owner if there is something to do for it; another only when nobody owns. */
  #next(): Session | undefined {
    if (this.#owner) return this.#owner.batches.length > 0 || !this.#owner.isOpen ? this.#owner : undefined;
    const [first] = this.#waiting;
    if (first) this.#waiting.delete(first);
    return first;
  }

  async #step(session: Session): Promise<void> {
    this.#owner = session;
    if (!session.isOpen) return this.#abandon();
    const batch = session.batches.shift();
    if (!batch) return;
    try {
      await this.#options.engine.run(batch.bytes, (bytes) => session.send(bytes));
    } catch (error) {
      this.#options.onFailure(error);
      session.isOpen = false;
      session.close();
      return this.#abandon();
    }
    if (!batch.endsWithFlush && !this.#options.engine.isInTransaction()) this.#release(session);
  }

  async #abandon(): Promise<void> {
    this.#owner = undefined;
    await this.#options.engine.abandon();
  }

  #release(session: Session): void {
    this.#owner = undefined;
    if (session.isOpen && session.batches.length > 0) this.#waiting.add(session);
  }

  #closeWhenSilent(owner: Session): void {
    this.#idle = setTimeout(() => {
      owner.close();
      this.leave(owner);
    }, this.#options.idleMs);
  }
}
