import "server-only";
import type { Labels } from "@/lib/kernel/labels";
import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Rule } from "@/lib/rules/schema";
import { env } from "@/lib/server/env";

/** The sweep comes once a minute: how often silence is looked at. */
const SWEEP_MS = MINUTE_MS;

/**
 * Usual distance of two judgements: series without labels come at every collection, labelled ones and those of a long
 * window once a minute.
 */
export function intervalMsOf(
  { condition, metric }: Pick<Rule, "condition" | "metric">,
  { labels }: { labels: Labels },
): number {
  if (condition.kind === "absent") return SWEEP_MS;
  const collectionMs = env().METRICS_COLLECTION_INTERVAL * SECOND_MS;
  const isEachTick = Object.keys(labels).length === 0 && definitionOf(metric)?.cadence !== "minute";
  return isEachTick ? collectionMs : Math.max(collectionMs, MINUTE_MS);
}
