import { SECOND_MS } from "@/lib/kernel/time";
import { largestGapMs } from "@/lib/rules/evaluate";

/** Distances looked at: fewer tell nothing. */
const LEAST = 8;
/** A day is a grid when this share of its distances are multiples of the smallest. */
const SHARE = 0.8;

/** How many instants of a day are enough to see its grid. */
export const BEGINNING = 40;

/**
 * How far apart the samples of a day are where the day was thinned: then nearly all lie on one grid that is coarser than
 * any gap a live evaluation bridges, and judging them as live would find that nothing ever holds for a duration.
 * @param instants the first of the day, oldest first, in milliseconds. @returns null where the day is as it was recorded.
 */
export function thinnedSpacingMs(instants: readonly number[], intervalMs: number): number | null {
  const distances = instants.slice(1).map((at, index) => at - (instants[index] ?? at));
  if (distances.length < LEAST) return null;
  const smallest = Math.min(...distances);
  if (smallest <= largestGapMs(intervalMs)) return null;
  const isOnGrid = (distance: number) => Math.abs(distance - Math.round(distance / smallest) * smallest) <= SECOND_MS;
  return distances.filter(isOnGrid).length / distances.length >= SHARE ? smallest : null;
}
