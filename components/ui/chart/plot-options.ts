import type uPlot from "uplot";
import { formatTime } from "@/components/ui/time";
import { wallTime } from "@/lib/kernel/zone";
import { drawBehind, drawOver } from "./draw-overlays";
import { formatTick } from "./format-value";
import type { Palette } from "./palette";
import type { ChartLine, TimeSeries } from "./schema";

interface PlotInput {
  /** Read at each drawing, so that new data needs no new plot. */
  current: () => TimeSeries;
  palette: Palette;
  width: number;
  height: number;
  zone: string;
  /** Index into `times` under the pointer, or `null` when it left. */
  onPoint: (index: number | null) => void;
}

/** From this span on the axis names days. */
const TWO_DAYS_MS = 48 * 3_600 * 1_000;
const FONT_SIZE = 11;
const Y_AXIS_WIDTH = 48;

/** The plot of a series: hairlines, two axes, lines by tone; limits, breaches and marks are drawn by hooks. */
export function plotOptions({ current, palette, width, height, zone, onPoint }: PlotInput): uPlot.Options {
  const series = current();
  const font = `${FONT_SIZE}px ${palette.fontFamily}`;
  const hasAlert = series.marks?.some((mark) => mark.kind === "alert") ?? false;
  const axis = { stroke: palette.text3, font, ticks: { stroke: palette.tick, size: 4, width: 1 }, gap: 4 };
  return {
    width,
    height,
    padding: [hasAlert ? 22 : 8, 8, 0, 0],
    tzDate: (seconds) => wallDate(seconds, zone),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 5 } },
    scales: {
      x: { time: true },
      y: { distr: series.scale === "log" ? 3 : 1, range: (_plot, low, high) => valueRange(current(), low, high) },
    },
    axes: [
      { ...axis, size: 22, space: 72, grid: { show: false }, values: (_plot, splits) => timeTicks(splits, zone) },
      {
        ...axis,
        size: Y_AXIS_WIDTH,
        space: 32,
        ticks: { show: false },
        grid: { stroke: palette.line, width: 1, ...(series.scale === "log" && { filter: decades }) },
        ...(series.scale === "log" && { filter: decades }),
        values: (_plot, splits) => splits.map((value) => (value === null ? "" : formatTick(value, current().unit))),
      },
    ],
    series: [{}, ...bandSeries(series), ...series.lines.map((line) => lineSeries(line, palette))],
    bands: series.band ? [{ series: [2, 1], fill: fade(palette.text3, 0.13) }] : [],
    hooks: {
      drawClear: [(plot) => drawBehind(plot, current(), palette)],
      draw: [(plot) => drawOver(plot, current(), palette)],
      setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)],
    },
  };
}

/** The values in uPlot's order: seconds, band low, band high, lines. */
export function plotData({ times, band, lines }: TimeSeries): uPlot.AlignedData {
  const seconds = times.map((at) => at / 1_000);
  const bands = band ? [[...band.low], [...band.high]] : [];
  return [seconds, ...bands, ...lines.map((line) => [...line.values])];
}

function bandSeries({ band }: TimeSeries): uPlot.Series[] {
  const edge: uPlot.Series = { width: 0, points: { show: false } };
  return band ? [edge, edge] : [];
}

function lineSeries({ tone, weight }: ChartLine, palette: Palette): uPlot.Series {
  const thin = tone === "ghost" || tone === "expected";
  return {
    stroke: palette.tones[tone],
    width: thin ? 1 : weight === "main" ? 1.75 : 1.25,
    dash: tone === "expected" ? [3, 3] : undefined,
    points: { show: false },
    spanGaps: false,
  };
}

/** From zero upwards, high enough to hold every limit; a log axis spans whole decades. */
export function valueRange(
  { limits = [], scale, unit }: TimeSeries,
  low: number | null,
  high: number | null,
): [number, number] {
  const known = [low, high, ...limits.map((limit) => limit.value)].filter((value) => value !== null);
  const values = known.filter(Number.isFinite);
  const top = Math.max(...values, 0);
  if (scale === "log") {
    const positive = values.filter((value) => value > 0);
    const bottom = positive.length === 0 ? 0.1 : Math.min(...positive);
    return [10 ** Math.floor(Math.log10(bottom)), 10 ** Math.ceil(Math.log10(Math.max(top, 1)))];
  }
  const bottom = Math.min(...values, 0);
  const ceiling = top === 0 && bottom === 0 ? 1 : top * 1.08;
  return [bottom * 1.08, unit.kind === "percent" && top <= 100 ? Math.min(100, ceiling) : ceiling];
}

/** Of a log axis only 0.1, 1, 10 … are written and ruled. */
function decades(_plot: uPlot, splits: number[]): (number | null)[] {
  return splits.map((value) => (Math.abs(Math.log10(value) % 1) < 1e-9 ? value : null));
}

function timeTicks(splits: number[], zone: string): string[] {
  const span = ((splits.at(-1) ?? 0) - (splits.at(0) ?? 0)) * 1_000;
  return splits.map((second) => formatTime(second * 1_000, span >= TWO_DAYS_MS ? "day" : "minute", zone));
}

/** uPlot rules its axis by the clock this Date shows, in place of the browser's own: days begin at midnight of the zone. */
function wallDate(seconds: number, zone: string): Date {
  const { year, month, day, hour, minute, second } = wallTime(new Date(seconds * 1_000), zone);
  return new Date(year, month - 1, day, hour, minute, second);
}

function fade(colour: string, share: number): string {
  return `color-mix(in srgb, ${colour} ${share * 100}%, transparent)`;
}
