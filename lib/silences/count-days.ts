import type { Severity } from "@/lib/kernel/severity";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { localDate } from "@/lib/kernel/zone";

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

/** Alerts by the day they were raised: the last `days` days to today, oldest first, days without any too. */
export function countDays(
  alerts: readonly Counted[],
  { days, timeZone }: { days: number; timeZone: string },
  now: Date,
): DayCount[] {
  const names = Array.from({ length: days }, (_, index) =>
    localDate(addMs(now, (index + 1 - days) * DAY_MS), timeZone),
  );
  const counts = new Map([...new Set(names)].map((day) => [day, { day, info: 0, warning: 0, critical: 0 }]));
  for (const { triggeredAt, severity } of alerts) {
    const count = counts.get(localDate(triggeredAt, timeZone));
    if (count !== undefined && severity !== "emergency") count[severity] += 1;
  }
  return [...counts.values()];
}
