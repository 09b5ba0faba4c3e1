import { z } from "zod";
import { addMs, DAY_MS, type Interval, windowBefore } from "@/lib/kernel/time";
import { shareOf } from "./rates";

/** After how many days players are looked for again. */
export const RETENTION_DAYS = [1, 7, 30] as const;
export type RetentionDay = (typeof RETENTION_DAYS)[number];

/** Who registered so many days ago, and how many of these were active in the 24 hours before `at`. */
export const Cohort = z.object({ day: z.literal(RETENTION_DAYS), registered: z.number(), returned: z.number() });
export type Cohort = z.infer<typeof Cohort>;

/** The 24 hours in which the players of a cohort registered: `[at − (day + 1) · 24 h, at − day · 24 h)`. */
export function cohortWindow(day: RetentionDay, at: Date): Interval {
  return windowBefore(addMs(at, -day * DAY_MS), DAY_MS);
}

/** Classic day-N retention in %: returned of registered; `null` where nobody registered. */
export function retentionOf(cohorts: readonly Cohort[]): Record<`day_${RetentionDay}`, number | null> {
  const share = (day: RetentionDay) => {
    const cohort = cohorts.find((one) => one.day === day);
    return cohort === undefined ? null : shareOf(cohort.returned, cohort.registered);
  };
  return { day_1: share(1), day_7: share(7), day_30: share(30) };
}
