import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { describeDuration, listOf } from "@/lib/rules/describe";
import type { Grouping } from "./group";

/** "Alerts of one subsystem and brand are told as one: the first at once, later ones together every 5 min." */
export function describeGrouping({ keys, wait_seconds, interval_minutes }: Grouping): string {
  if (keys.length === 0) return "Every alert is told by itself.";
  const wait = wait_seconds === 0 ? "" : ` (an info or a warning after ${describeDuration(wait_seconds * SECOND_MS)})`;
  const every = describeDuration(interval_minutes * MINUTE_MS);
  return `Alerts of one ${listOf(keys)} are told as one: the first at once${wait}, later ones together every ${every}.`;
}
