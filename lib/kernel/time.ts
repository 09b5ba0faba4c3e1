export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Half-open: `from` belongs to it, `to` does not. */
export interface Interval {
  from: Date;
  to: Date;
}

export function addMs(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

/** `[at − lengthMs, at)`: the window every metric is computed over. */
export function windowBefore(at: Date, lengthMs: number): Interval {
  return { from: addMs(at, -lengthMs), to: at };
}

/** The latest multiple of `stepMs` since the epoch that is not after `at`. */
export function floorTo(at: Date, stepMs: number): Date {
  return new Date(Math.floor(at.getTime() / stepMs) * stepMs);
}
