/** What a function wrote down of one subject: the proof of what ran, how often and when. */
export interface Entry {
  subject: string;
  what: string;
  at: Date;
  value: unknown;
}

/** Where the conformance functions write what they do, and the tests read it. */
export class Journal {
  readonly #entries: Entry[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  note(subject: string, what: string, value?: unknown): void {
    this.#entries.push({ subject, what, at: this.#now(), value });
    for (const listener of this.#listeners) listener();
  }

  of(subject: string): Entry[] {
    return this.#entries.filter((entry) => entry.subject === subject);
  }

  /** What was noted of a subject, in order. */
  whats(subject: string): string[] {
    return this.of(subject).map(({ what }) => what);
  }

  count(subject: string, what: string): number {
    return this.whats(subject).filter((each) => each === what).length;
  }

  valueOf(subject: string, what: string): unknown {
    return this.of(subject).find((entry) => entry.what === what)?.value;
  }

  /** Resolves as soon as a subject has an entry. */
  async until(subject: string, what: string): Promise<void> {
    if (this.count(subject, what) > 0) return;
    await new Promise<void>((resolve) => {
      const listener = () => {
        if (this.count(subject, what) === 0) return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
    });
  }
}
