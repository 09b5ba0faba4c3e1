import { HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { volumeAt } from "@/simulator/world/calendar";
import { share } from "@/simulator/world/random";
import { type Book, COUNTED_IN_FULL, COUNTS, type Group } from "./book";

const DAY_MINUTES = 24 * 60;
/** The wobble of a quiet platform: it turns every three hours, and is nought where the counted minutes begin. */
const WOBBLE = { eachMs: 3 * HOUR_MS, size: 0.08 } as const;

export interface Modelled {
  seed: number;
  /** The first minute whose rows were all made; those before it are modelled on the same minute of a later day. */
  fullFrom: number;
}

/**
 * Fills the minutes before the counted ones, as if rows had come at the full rate: each is the same minute of the first
 * counted day, scaled by how busy the two days were then. Every metric then goes on without a jump into the counted minutes.
 */
export function fillPast(book: Book, model: Modelled): void {
  const groups = [book.whole, ...book.brands.values(), ...book.providers.values()];
  for (let minute = model.fullFrom - 1; minute >= 0; minute -= 1) {
    const reference = referenceOf(minute, model.fullFrom);
    const scale = busyRatio(book, minute + 1, reference + 1, 1) * wobble(book, minute, model);
    for (const [index, group] of groups.entries())
      fillMinute(group, { minute, reference, scale, seed: model.seed + index });
  }
}

interface Filling {
  minute: number;
  reference: number;
  scale: number;
  seed: number;
}

function fillMinute(group: Group, { minute, reference, scale, seed }: Filling): void {
  COUNTS.forEach((count, stream) => {
    if (COUNTED_IN_FULL.includes(count)) return;
    const array = group.counts[count];
    const jitter = 1 + 0.12 * (share(seed, stream, minute) - 0.5);
    array[minute] = (array[reference] ?? 0) * scale * jitter;
  });
}

/** The same minute of the day, on the first day from `fullFrom` on. */
export function referenceOf(minute: number, fullFrom: number): number {
  return minute + DAY_MINUTES * Math.ceil((fullFrom - minute) / DAY_MINUTES);
}

/** How much more business the `length` minutes before one tick held than those before another. */
export function busyRatio({ fromMs }: Book, tick: number, reference: number, length: number): number {
  const volumeBefore = (end: number) =>
    volumeAt(fromMs + end * MINUTE_MS) - volumeAt(fromMs + (end - length) * MINUTE_MS);
  return volumeBefore(tick) / volumeBefore(reference);
}

/** About 1, moving slowly. */
export function wobble({ fromMs }: Book, minute: number, { seed, fullFrom }: Modelled): number {
  const distanceMs = (fullFrom - minute) * MINUTE_MS;
  const position = (fromMs + minute * MINUTE_MS) / WOBBLE.eachMs;
  const step = Math.floor(position);
  const before = share(seed, step) - 0.5;
  const after = share(seed, step + 1) - 0.5;
  const between = before + (after - before) * (position - step);
  return 1 + WOBBLE.size * between * Math.max(0, Math.min(1, distanceMs / WOBBLE.eachMs));
}
