/** What a stream can be told to do while nobody looks at its tab. */
export interface Restable {
  /** Lets go of the connection. */
  rest(): void;
  /** Takes it up again, from where it was. */
  wake(): void;
}

/** The part of `navigator.locks` that is used; only offered to pages served safely. */
export type Locks = Pick<LockManager, "request">;

const LOCK = "pitboss-feed-in-background";

/**
 * Lets one hidden tab of a browser keep its stream, for the sound of an alert, and the others rest: over HTTP/1.1 a
 * browser opens six connections to one server, and six forgotten tabs would leave none for the seventh.
 */
export class BackgroundStream {
  readonly #stream: Restable;
  readonly #locks: Locks | undefined;
  #release: (() => void) | undefined;
  #isHidden = false;

  constructor(stream: Restable, locks: Locks | undefined) {
    this.#stream = stream;
    this.#locks = locks;
  }

  hide(): void {
    this.#isHidden = true;
    void this.#locks?.request(LOCK, { ifAvailable: true }, (lock) => this.#hold(lock !== null));
  }

  show(): void {
    this.end();
    this.#stream.wake();
  }

  /** Leaves the lock to another tab. */
  end(): void {
    this.#isHidden = false;
    this.#release?.();
    this.#release = undefined;
  }

  /** The lock is held for as long as the promise is open. A tab that was shown again meanwhile wants none. */
  #hold(isFirst: boolean): Promise<void> | undefined {
    if (!this.#isHidden) return;
    if (isFirst) return new Promise((resolve) => (this.#release = resolve));
    this.#stream.rest();
  }
}
