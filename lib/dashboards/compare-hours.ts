/** An hour of today beside the same hour of the day before; `null` where there is no figure. */
export interface ComparableHour {
  ggr: number | null;
  dayBefore: number | null;
}

export interface HourComparison {
  /** Change in %. */
  percent: number;
  /** What the compared hours of the day before made. */
  before: number;
  /** How many hours both days have. */
  hours: number;
}

/**
 * Today against the day before over the whole hours that both have, so that like is compared with like: the hour under way
 * is left out. `null` where there is none, or nothing was made in them the day before.
 */
export function compareHours(hours: readonly ComparableHour[]): HourComparison | null {
  const whole = hours.filter(({ ggr }) => ggr !== null).slice(0, -1);
  const both = whole.filter(({ dayBefore }) => dayBefore !== null);
  const before = both.reduce((sum, { dayBefore }) => sum + (dayBefore ?? 0), 0);
  const today = both.reduce((sum, { ggr }) => sum + (ggr ?? 0), 0);
  return before <= 0 ? null : { percent: ((today - before) / before) * 100, before, hours: both.length };
}
