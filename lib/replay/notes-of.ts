import { DAY_MS, HOUR_MS } from "@/lib/kernel/time";
import { localDate } from "@/lib/kernel/zone";
import { describeDuration } from "@/lib/rules/describe";
import type { Condition } from "@/lib/rules/schema";
import { MAX_ALERTS_KEPT } from "./schema";

interface Told {
  condition: Condition;
  days: number;
  /** Judged: `[from, to)`, milliseconds since the epoch; null where there is no history at all. */
  from: number | null;
  to: number;
  /** Until when samples lie further apart than live, and how far; null where none do. */
  thinned: { until: number; spacingMs: number } | null;
  fired: number;
  /** Whether a single message would have gone to anybody. */
  isAnybodyTold: boolean;
  zone: string;
}

/** What a reader must know of a back-test's limits, as sentences. */
export function notesOf({ condition, days, from, to, thinned, fired, isAnybodyTold, zone }: Told): string[] {
  const day = (at: number) => localDate(new Date(at), zone);
  const notes: string[] = [];
  if (from === null) return ["There is no history of what this rule is about yet."];
  const judged = (to - from) / DAY_MS;
  if (from - (to - days * DAY_MS) > HOUR_MS)
    notes.push(`History begins on ${day(from)}: ${Math.floor(judged * 10) / 10} of ${days} days.`);
  if (thinned !== null)
    notes.push(
      `Until ${day(thinned.until)} samples are kept ${describeDuration(thinned.spacingMs)} apart: ${condition.kind === "absent" ? "silence is not judged there" : "shorter breaches are not seen there"}.`,
    );
  if (condition.kind === "anomaly") notes.push("The baseline is not learned yet: a rule on anomalies has no reading.");
  if (fired > MAX_ALERTS_KEPT) notes.push(`The newest ${MAX_ALERTS_KEPT} alerts are listed; all are counted.`);
  if (fired > 0 && !isAnybodyTold)
    notes.push("By the people, preferences and channels of now, nobody would have been told: alerts are only logged.");
  return notes;
}
