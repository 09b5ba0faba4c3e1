import { z } from "zod";
import { definitionOf } from "@/lib/metrics/catalogue";
import { THRESHOLD_METRICS, type Threshold, type ThresholdOverrides, thresholdsWith } from "./violations";

const DEFAULTS = thresholdsWith({});
const UNKNOWN = `no threshold of this metric; expected one of ${THRESHOLD_METRICS.join(", ")}`;

const Changed = z
  .partialRecord(z.enum(THRESHOLD_METRICS), z.number("expected a number or null, such as 5").nullable())
  .superRefine((changes, check) => {
    for (const [metric, threshold] of Object.entries(changes)) {
      const message = typeof threshold === "number" ? faultOf(metric, threshold) : null;
      if (message !== null) check.addIssue({ code: "custom", path: [metric], message });
    }
  });

/** What an admin sends: a part of the set, each a number in its metric's unit, or null for its default again. */
export const ThresholdChanges = z
  .record(z.string(), z.unknown())
  .superRefine((changes, check) => {
    const unknown = Object.keys(changes).find((metric) => defaultOf(metric) === undefined);
    if (unknown !== undefined) check.addIssue({ code: "custom", path: [unknown], message: UNKNOWN });
  })
  .pipe(Changed);
export type ThresholdChanges = z.infer<typeof ThresholdChanges>;

function faultOf(metric: string, threshold: number): string | null {
  const example = defaultOf(metric) ?? 5;
  if (definitionOf(metric)?.unit === "percentage") {
    return threshold >= 0 && threshold <= 100 ? null : `expected a percentage from 0 to 100, such as ${example}`;
  }
  return threshold >= 0 ? null : `expected 0 or more, such as ${example}`;
}

/** The overrides after a change; a number equal to its metric's default is none. */
export function changeThresholds(before: ThresholdOverrides, changes: ThresholdChanges): ThresholdOverrides {
  const wanted = { ...before, ...changes };
  const after: ThresholdOverrides = {};
  for (const metric of THRESHOLD_METRICS) {
    const threshold = wanted[metric] ?? null;
    if (threshold !== null && threshold !== defaultOf(metric)) after[metric] = threshold;
  }
  return after;
}

/** In the metric's unit, undefined for a metric that is held against none. */
export function defaultOf(metric: string): number | undefined {
  return DEFAULTS.find((threshold) => threshold.metric === metric)?.threshold;
}

/** Whether it is the one the house ships. */
export function isDefault({ metric, threshold }: Pick<Threshold, "metric" | "threshold">): boolean {
  return threshold === defaultOf(metric);
}
