import { MINUTE_MS } from "@/lib/kernel/time";

/** How long after being seen a player counts: 1 h for `active_players`, 24 h for `user_active`. */
const WINDOWS = { hour: 60, day: 24 * 60 } as const;
export type DistinctWindow = keyof typeof WINDOWS;

/**
 * How many different players were seen in the window before each minute. Seen at `a`, a player counts at every instant
 * in (a, a + window]; seen again meanwhile, that stretch is only drawn out. Players may come in any order of time that
 * is roughly ascending: one seen late by a minute or less at a seam of two seconds changes nothing.
 */
export class DistinctCount {
  readonly #fromMs: number;
  readonly #changes: Record<DistinctWindow, Float64Array>;
  readonly #seen = new Map<string, number>();

  constructor({ fromMs, minutes }: { fromMs: number; minutes: number }) {
    this.#fromMs = fromMs;
    this.#changes = { hour: new Float64Array(minutes + 2), day: new Float64Array(minutes + 2) };
  }

  see(player: string, ms: number): void {
    const first = Math.floor((ms - this.#fromMs) / MINUTE_MS) + 1;
    const before = this.#seen.get(player);
    if (before !== undefined && before >= first) return;
    this.#seen.set(player, first);
    this.#cover("hour", first, before);
    this.#cover("day", first, before);
  }

  /** By tick: the count at `fromMs + tick` minutes, for ticks from 0 to `minutes`. */
  totals(window: DistinctWindow): number[] {
    let sum = 0;
    return Array.from(this.#changes[window], (change) => {
      sum += change;
      return sum;
    });
  }

  #cover(window: DistinctWindow, first: number, before: number | undefined): void {
    const length = WINDOWS[window];
    const isStillCounted = before !== undefined && before + length >= first;
    this.#change(window, isStillCounted ? before + length : first, 1);
    this.#change(window, first + length, -1);
  }

  #change(window: DistinctWindow, tick: number, by: number): void {
    const changes = this.#changes[window];
    if (tick < changes.length) changes[Math.max(0, tick)] = (changes[Math.max(0, tick)] ?? 0) + by;
  }
}
