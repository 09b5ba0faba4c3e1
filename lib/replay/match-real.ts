import type { Outcome } from "@/lib/alerts/schema";
import { fingerprint, type Labels } from "@/lib/kernel/labels";
import { MINUTE_MS } from "@/lib/kernel/time";

/** An alert that was really raised on the metric, and that somebody marked afterwards. Instants in milliseconds. */
export interface MarkedAlert {
  id: number;
  labels: Labels;
  outcome: Outcome;
  from: number;
  /** Infinity while it is open. */
  to: number;
}

/** Two alerts this near are about the same trouble. */
const NEAR_MS = 10 * MINUTE_MS;

/** The marked alerts of the same series that overlap a would-be alert, ten minutes more on either side. */
export function overlapping(
  marked: readonly MarkedAlert[],
  { labels, from, to }: { labels: Labels; from: number; to: number },
): MarkedAlert[] {
  const wanted = fingerprint(labels);
  return marked.filter(
    (one) => one.from <= to + NEAR_MS && one.to >= from - NEAR_MS && fingerprint(one.labels) === wanted,
  );
}
