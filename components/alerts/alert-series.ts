import type { ChartUnit, TimeSeries, Tone } from "@/components/ui/chart/schema";
import { spansDecades } from "@/components/ui/chart/spans-decades";
import { statusOfSeverity } from "@/components/ui/status";
import type { AlertWire } from "@/lib/alerts/wire";
import { definitionOf } from "@/lib/metrics/catalogue";
import { describeLimit } from "@/lib/rules/describe";

interface Measured {
  times: readonly number[];
  lines: readonly { name: string; values: readonly (number | null)[] }[];
}

/** Red is for problems: no series wears it. */
const TONES: readonly Tone[] = ["strong", "c1", "c3", "c5", "c4", "c6"];
const LOG_FLOOR = 0.1;

/** What was measured around an alert as a chart: its limit, the breach shaded, where it was raised. */
export function alertSeries({ times, lines }: Measured, alert: AlertWire): TimeSeries {
  const unit = unitOf(alert.metric);
  const isLog = unit.kind === "percent" && spansDecades(lines[0]?.values ?? []);
  const floor = (value: number | null) => (isLog && value !== null ? Math.max(value, LOG_FLOOR) : value);
  const status = statusOfSeverity(alert.severity);
  const raised = new Date(alert.triggered_at).getTime();
  return {
    times,
    unit,
    scale: isLog ? "log" : "linear",
    lines: lines.map(({ name, values }, index) => ({
      name,
      tone: lines.length === 1 ? "c1" : (TONES[index] ?? "ghost"),
      weight: index === 0 ? "main" : "side",
      values: values.map(floor),
    })),
    limits:
      alert.threshold === null
        ? []
        : [{ value: alert.threshold, name: `limit ${describeLimit(alert.threshold, alert.metric)}`, status }],
    breaches: [
      { from: breachStart(alert), to: alert.resolved_at ? new Date(alert.resolved_at).getTime() : undefined, status },
    ],
    marks: [{ at: raised, kind: "alert", name: "raised", status }],
  };
}

/** The first breaching sample; the alert itself is raised when the condition has held long enough. */
function breachStart({ details, triggered_at }: AlertWire): number {
  const since = typeof details.since === "string" ? new Date(details.since).getTime() : Number.NaN;
  return Number.isNaN(since) ? new Date(triggered_at).getTime() : since;
}

function unitOf(metric: string): ChartUnit {
  switch (definitionOf(metric)?.unit) {
    case "percentage":
      return { kind: "percent" };
    case "milliseconds":
      return { kind: "ms" };
    case "seconds":
      return { kind: "seconds" };
    case "score":
      return { kind: "score" };
    default:
      return { kind: "count" };
  }
}
