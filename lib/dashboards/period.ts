import type { Interval } from "@/lib/kernel/time";
import { startOfDay } from "@/lib/kernel/zone";

/** What a caller may say about the period; all optional. */
export interface PeriodAsked {
  at?: Date | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

export type Period =
  | ({ kind: "period"; name: "today" | "custom" } & Interval)
  | { kind: "refused"; field: "from" | "to"; reason: string };

/**
 * The executive's period, half-open: from local midnight to `at` ("today"), or `from` to `to`, where one may be left out.
 * The field at fault is `to`, or `from` where only that was given.
 */
export function periodOf({ at, from, to }: PeriodAsked, zone: string, now: Date): Period {
  const end = to ?? at ?? now;
  if (from === undefined && to === undefined)
    return { kind: "period", name: "today", from: startOfDay(end, zone), to: end };
  const start = from ?? startOfDay(end, zone);
  if (start < end || (from === undefined && start <= end))
    return { kind: "period", name: "custom", from: start, to: end };
  return to === undefined
    ? { kind: "refused", field: "from", reason: `from must lie before ${end.toISOString()}, where the period ends.` }
    : {
        kind: "refused",
        field: "to",
        reason: `to must lie after from, such as ${new Date(start.getTime() + 3_600_000).toISOString()}.`,
      };
}
