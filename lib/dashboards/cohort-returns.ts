import { addMs, DAY_MS, type Interval } from "@/lib/kernel/time";
import { shareOf } from "./rates";

interface CohortRow {
  /** 0 is the seven days before `at`. */
  week: number;
  joined: number;
  after1: number;
  after7: number;
  after30: number;
}

/** Players who joined in a week; shares in %, `null` while some of them cannot have come back yet, or nobody joined. */
export interface CohortReturn extends Interval {
  joined: number;
  day_1: number | null;
  day_7: number | null;
  day_30: number | null;
}

/** The weeks before `at`, the oldest first. */
export function cohortReturns(rows: readonly CohortRow[], { weeks, at }: { weeks: number; at: Date }): CohortReturn[] {
  return Array.from({ length: weeks }, (_, index) => {
    const week = weeks - 1 - index;
    const to = addMs(at, -week * 7 * DAY_MS);
    const row = rows.find((one) => one.week === week) ?? { joined: 0, after1: 0, after7: 0, after30: 0 };
    const share = (returned: number, days: number) =>
      addMs(to, days * DAY_MS) > at ? null : shareOf(returned, row.joined);
    return {
      from: addMs(to, -7 * DAY_MS),
      to,
      joined: row.joined,
      day_1: share(row.after1, 1),
      day_7: share(row.after7, 7),
      day_30: share(row.after30, 30),
    };
  });
}
