import "server-only";
import { describeReading } from "@/lib/rules/describe";
import type { Firing, ShortBreach } from "@/lib/rules/trace";
import type { Preview, Previewed } from "./preview";

/** A preview's JSON: instants in ISO 8601, readings by step. */
export function previewToWire({ rule, times, matching, lines, lastWeek }: Preview) {
  return {
    times: times.map(iso),
    matching_series: matching,
    lines: lines.map((line) => ({
      labels: line.series.labels,
      values: line.values,
      newest: line.values.findLast((value) => value !== null) ?? null,
      because: line.trace.because,
      firings: line.trace.firings.map(firingToWire),
    })),
    last_week: lastWeek,
    /** Of all lines. */
    too_short: shortToWire(longestShort(lines)),
    thresholds: rule.levels.map(({ severity, threshold }) => ({
      severity,
      threshold_value: threshold,
      words: describeReading(rule, threshold, threshold),
    })),
  };
}

function firingToWire({ since, raisedAt, until, severity }: Firing) {
  return { since: iso(since), raised_at: iso(raisedAt), until: until === null ? null : iso(until), severity };
}

function longestShort(lines: readonly Previewed[]): ShortBreach | null {
  return lines.reduce<ShortBreach | null>((longest, { trace: { tooShort } }) => {
    if (tooShort === null || longest === null) return tooShort ?? longest;
    return tooShort.to - tooShort.from > longest.to - longest.from ? tooShort : longest;
  }, null);
}

function shortToWire(breach: ShortBreach | null) {
  if (breach === null) return null;
  const { severity, threshold, from, to } = breach;
  return { severity, threshold_value: threshold, from: iso(from), to: iso(to), seconds: (to - from) / 1000 };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
