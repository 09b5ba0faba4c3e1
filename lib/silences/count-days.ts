import type { Severity } from "@/lib/kernel/severity";
import { addMs } from "@/lib/kernel/time";
import { calendarDaysOf, dayName, localDate, sameTimeBefore } from "@/lib/kernel/zone";

export interface DayCount {
  /** `2026-11-20`, of the zone's calendar. */
  day: string;
  info: number;
  warning: number;
  critical: number;
}

interface Counted {
  triggeredAt: Date;
  severity: Severity;
}

/**
 * Alerts by the day they were raised, oldest first, days without any too: every calendar day since this time of day `days` days
 * ago, so the first and the last are parts of one.
 */
export function countDays(
  alerts: readonly Counted[],
  { days, timeZone }: { days: number; timeZone: string },
  now: Date,
): DayCount[] {
  const span = { from: sameTimeBefore(now, timeZone, days), to: addMs(now, 1) };
  const names = calendarDaysOf(span, timeZone).map(dayName);
  const counts = new Map(names.map((day) => [day, { day, info: 0, warning: 0, critical: 0 }]));
  for (const { triggeredAt, severity } of alerts) {
    const count = counts.get(localDate(triggeredAt, timeZone));
    if (count !== undefined && severity !== "emergency") count[severity] += 1;
  }
  return [...counts.values()];
}
