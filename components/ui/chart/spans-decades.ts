/** A linear axis shows what is at least a fiftieth of the highest. */
const WIDE = 50;
/** A log axis has no zero: with more zeros than this it would draw a fence. */
const ZEROS_AT_MOST = 0.1;

/** Whether values are only readable on a log axis: they go from under 1 % to tens and hardly ever touch zero. */
export function spansDecades(values: readonly (number | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  const positive = known.filter((value) => value > 0);
  if (positive.length === 0 || known.length - positive.length > known.length * ZEROS_AT_MOST) return false;
  return Math.max(...positive) / Math.min(...positive) > WIDE;
}
