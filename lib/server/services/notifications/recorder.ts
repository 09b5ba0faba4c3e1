import "server-only";
import type { Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { type Attempt, recordAttempts } from "./record-attempts";
import { recordPlainly } from "./record-plainly";

/** Attempts written in one transaction at most. */
const BATCH = 64;

/**
 * `superseded`: the lease had passed and somebody else took the row, whose record counts. `nothing`: nobody was to be
 * notified any more. `isOpen`: the channel's circuit is open by now.
 */
export type Recorded = { isOpen?: boolean } & (
  | { kind: "delivered" | "failed" | "superseded" | "nothing" }
  | { kind: "retried"; at: Date }
);

interface Waiting {
  attempt: Attempt;
  settle: (recorded: readonly Recorded[]) => void;
}

/**
 * Writes what came of attempts: those that end while one transaction is open are written together by the next. Where that
 * fails each is written by itself, and at last with a fixed word, so that a record that cannot be kept ends all the same.
 */
export class Recorder {
  readonly #ctx: Context;
  readonly #channel: Channel;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(ctx: Context, channel: Channel) {
    this.#ctx = ctx;
    this.#channel = channel;
  }

  /** @returns one record of each outcome: of a bundle that was taken in part there are two. */
  record(attempt: Attempt): Promise<readonly Recorded[]> {
    return new Promise((settle) => {
      this.#waiting.push({ attempt, settle });
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined;
      });
    });
  }

  async #write(): Promise<void> {
    // What ends within the same turn of the loop is written together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      const recorded = await this.#record(batch.map(({ attempt }) => attempt));
      for (const [index, { settle }] of batch.entries()) settle(recorded[index] ?? []);
    }
  }

  async #record(attempts: readonly Attempt[]): Promise<(readonly Recorded[])[]> {
    try {
      return await recordAttempts(this.#ctx, this.#channel, attempts);
    } catch (error) {
      this.#ctx.log.error({ err: error, channel: this.#channel }, "attempts could not be recorded together");
    }
    const recorded: (readonly Recorded[])[] = [];
    for (const attempt of attempts) recorded.push(await this.#recordOne(attempt));
    return recorded;
  }

  async #recordOne(attempt: Attempt): Promise<readonly Recorded[]> {
    try {
      const [recorded = []] = await recordAttempts(this.#ctx, this.#channel, [attempt]);
      return recorded;
    } catch (error) {
      this.#ctx.log.error({ err: error, channel: this.#channel }, "an attempt could not be recorded in full");
      return recordPlainly(this.#ctx, attempt);
    }
  }
}
