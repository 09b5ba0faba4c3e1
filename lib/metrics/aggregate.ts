/** `part / whole × 100`; null when the whole is empty: such a ratio has no sample, never 0 or NaN. */
export function percentage(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100;
}

/** `sum / count`; null of nothing. */
export function mean(sum: number, count: number): number | null {
  return count === 0 ? null : sum / count;
}

/** What a rollup keeps of the samples of one minute or hour. */
export interface Rollup {
  count: number;
  sum: number;
  min: number;
  max: number;
  last: number;
}

/** @param values in order of time; null of none. */
export function rollUp(values: readonly number[]): Rollup | null {
  const last = values.at(-1);
  if (last === undefined) return null;
  return {
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    min: values.reduce((least, value) => Math.min(least, value), last),
    max: values.reduce((most, value) => Math.max(most, value), last),
    last,
  };
}

/** The rollup of an hour from those of its minutes, in order of time. */
export function mergeRollups(parts: readonly Rollup[]): Rollup | null {
  const last = parts.at(-1);
  if (last === undefined) return null;
  return {
    count: parts.reduce((count, part) => count + part.count, 0),
    sum: parts.reduce((sum, part) => sum + part.sum, 0),
    min: parts.reduce((least, part) => Math.min(least, part.min), last.min),
    max: parts.reduce((most, part) => Math.max(most, part.max), last.max),
    last: last.last,
  };
}
