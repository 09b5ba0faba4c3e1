import "server-only";
import type { Queryable } from "@/db/client";
import type { BrandFilter } from "@/db/queries/platform/in-scope";
import { type OperationSum, sumOperations } from "@/db/queries/platform/operations";
import { addMs, floorTo, HOUR_MS, type Interval, SECOND_MS } from "@/lib/kernel/time";

/** What is known of hours that are over, by their beginning; that read longest ago comes first. */
export type KnownHours = Map<number, readonly OperationSum[]>;

/** Until then what an hour began may still finish; what takes longer is found when the hour's turn comes again. */
const SETTLED_MS = HOUR_MS;
/** How long one pass may go on reading hours it does not know; the next goes on from there. */
const READING_MS = SECOND_MS;

interface Asked {
  filter: BrandFilter;
  window: Interval;
  known: KnownHours;
  elapsed: () => number;
}

/**
 * Operations of a long window at the cost of a few hours: each full hour that is over is remembered, and one of them read
 * anew each time.
 * @returns null while there are hours left to read.
 */
export async function sumDay(db: Queryable, { filter, window, known, elapsed }: Asked): Promise<OperationSum[] | null> {
  const first = addMs(floorTo(addMs(window.from, -1), HOUR_MS), HOUR_MS);
  const last = floorTo(addMs(window.to, -SETTLED_MS), HOUR_MS);
  for (const hour of known.keys()) if (hour < first.getTime()) known.delete(hour);
  const [oldest] = known.keys();
  if (oldest !== undefined) known.delete(oldest);
  const sums: OperationSum[] = [];
  for (let from = first; from < last; from = addMs(from, HOUR_MS)) {
    const kept = known.get(from.getTime());
    if (kept === undefined && elapsed() > READING_MS) return null;
    const read = kept ?? (await sumOperations(db, filter, { from, to: addMs(from, HOUR_MS) }));
    known.set(from.getTime(), read);
    sums.push(...read);
  }
  const head = await sumOperations(db, filter, { from: window.from, to: first });
  const tail = await sumOperations(db, filter, { from: last, to: window.to });
  return [...head, ...sums, ...tail];
}
