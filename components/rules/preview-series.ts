import type { ChartUnit, TimeSeries, Tone } from "@/components/ui/chart/schema";
import { spansDecades } from "@/components/ui/chart/spans-decades";
import { statusOfSeverity } from "@/components/ui/status";
import type { Labels } from "@/lib/kernel/labels";
import { definitionOf } from "@/lib/metrics/catalogue";
import { describeDuration } from "@/lib/rules/describe";
import type { RuleForm } from "./rule-form";
import type { PreviewJson } from "./rule-wire";

/** Red is for problems: no series wears it. */
const TONES: readonly Tone[] = ["c1", "c3", "c5", "c4", "c6"];
const LOG_FLOOR = 0.1;

type Asked = Pick<RuleForm, "kind" | "measure" | "metric" | "operator">;

/** A preview as a chart: readings, last week faint, a limit for each level, and where it would have fired. */
export function previewSeries(preview: PreviewJson, form: Asked): TimeSeries {
  const unit = chartUnit(form);
  const [first] = preview.lines;
  const isLog = unit.kind === "percent" && form.kind === "threshold" && spansDecades(first?.values ?? []);
  const floor = (value: number | null) => (isLog && value !== null ? Math.max(value, LOG_FLOOR) : value);
  const lines = preview.lines.map(({ labels, values }, index) => ({
    name: seriesName(labels),
    tone: TONES[index] ?? "ghost",
    weight: index === 0 ? ("main" as const) : ("side" as const),
    values: values.map(floor),
  }));
  const lastWeek = preview.last_week?.map(floor);
  return {
    times: preview.times.map(toMs),
    unit,
    scale: isLog ? "log" : "linear",
    lines: lastWeek === undefined ? lines : [{ name: "last week", tone: "ghost", values: lastWeek }, ...lines],
    limits: preview.thresholds.map(({ severity, threshold_value: value, words }) => ({
      value,
      name: `${severity} ${words}`,
      status: statusOfSeverity(severity),
    })),
    breaches: firingsOf(preview).map(({ since, until, severity }) => ({
      from: toMs(since),
      to: until === null ? undefined : toMs(until),
      status: statusOfSeverity(severity),
    })),
    marks: [
      ...firingsOf(preview).map(({ raised_at: at, severity }) => ({
        at: toMs(at),
        kind: "alert" as const,
        name: "raised",
        status: statusOfSeverity(severity),
      })),
      ...shortMark(preview, form),
    ],
  };
}

/** "Would have fired twice in the last 24 h. The longest breach that did not: above 1 % for 4 min 40 s, too short." */
export function previewSentence(preview: PreviewJson, form: Asked): string {
  const count = firingsOf(preview).length;
  const times = count === 0 ? "not have fired" : count === 1 ? "have fired once" : `have fired ${count} times`;
  const [short] = shortMark(preview, form);
  const sentence = `In the last 24 h it would ${times}.`;
  return short === undefined ? sentence : `${sentence} ${capital(short.name)}.`;
}

/** What the preview knows of why there is nothing to see; null where there is something. */
export function whyEmpty(preview: PreviewJson, form: Asked): { title: string; words: string } | null {
  if (preview.matching_series === 0)
    return { title: "No series matches", words: `Nothing that ${form.metric} was recorded for has these labels.` };
  if (preview.lines.some(({ values }) => values.some((value) => value !== null))) return null;
  const because = preview.lines.find((line) => line.because !== null)?.because;
  return because === undefined || because === null
    ? { title: "No samples in the last 24 h", words: "The series were recorded before, and not since." }
    : { title: "No reading yet", words: `${capital(because)}.` };
}

/** The labels' values, or what has none. */
export function seriesName(labels: Labels): string {
  const values = Object.values(labels);
  return values.length === 0 ? "whole platform" : values.join(", ");
}

function firingsOf({ lines }: PreviewJson) {
  return lines.flatMap(({ firings }) => firings);
}

function shortMark({ too_short: short, thresholds }: PreviewJson, { operator }: Asked) {
  if (short === null || short.seconds === 0) return [];
  const words = thresholds.find(({ severity }) => severity === short.severity)?.words ?? String(short.threshold_value);
  const side = operator.startsWith("<") ? "below" : operator.startsWith(">") ? "above" : "at";
  const name = `${side} ${words} for ${describeDuration(short.seconds * 1000)}: too short`;
  return [{ at: toMs(short.from), kind: "event" as const, name }];
}

function chartUnit({ kind, measure, metric }: Asked): ChartUnit {
  if (kind === "absent") return { kind: "seconds" };
  if (kind === "burn_rate" || kind === "anomaly") return { kind: "score" };
  if (kind === "change" && measure === "percent") return { kind: "percent" };
  const unit = definitionOf(metric)?.unit;
  if (unit === "percentage") return { kind: "percent" };
  if (unit === "milliseconds") return { kind: "ms" };
  return { kind: unit === "seconds" || unit === "score" ? unit : "count" };
}

function toMs(instant: string): number {
  return new Date(instant).getTime();
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
