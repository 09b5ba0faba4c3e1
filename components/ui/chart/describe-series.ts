import { formatTime } from "@/components/ui/time";
import { formatValue } from "./format-value";
import type { ChartLine, TimeSeries } from "./schema";

/**
 * The chart in sentences, for who cannot see it: span, each line's first, last, lowest and highest value, the limits.
 * `zone` is an IANA name.
 */
export function describeSeries(series: TimeSeries, zone: string): string {
  const first = series.times.at(0);
  const last = series.times.at(-1);
  if (first === undefined || last === undefined) return "No samples.";
  const span = `From ${formatTime(first, "moment", zone)} to ${formatTime(last, "moment", zone)}.`;
  const lines = series.lines.filter((line) => line.tone !== "ghost").map((line) => describeLine(line, series, zone));
  const limits = (series.limits ?? []).map((limit) => `${limit.name}.`);
  return [span, ...lines, ...limits].join(" ");
}

function describeLine({ name, values }: ChartLine, { times, unit }: TimeSeries, zone: string): string {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, at: times[index] ?? 0 }]));
  const start = known.at(0);
  const end = known.at(-1);
  if (!start || !end) return `${name}: no samples.`;
  const low = known.reduce((a, b) => (b.value < a.value ? b : a));
  const high = known.reduce((a, b) => (b.value > a.value ? b : a));
  const write = (value: number) => formatValue(value, unit);
  return `${name}: from ${write(start.value)} to ${write(end.value)}, lowest ${write(low.value)} at ${formatTime(low.at, "minute", zone)}, highest ${write(high.value)} at ${formatTime(high.at, "minute", zone)}.`;
}
