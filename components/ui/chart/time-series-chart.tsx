"use client";

import { useEffect, useRef, useState } from "react";
import { useZone } from "@/components/ui/clock";
import { formatTime } from "@/components/ui/time";
import { describeSeries } from "./describe-series";
import { formatValue } from "./format-value";
import { type MountedPlot, mountPlot } from "./mount-plot";
import type { TimeSeries } from "./schema";

interface TimeSeriesChartProps {
  /** What the chart shows, in a few words. */
  label: string;
  series: TimeSeries;
  height?: number;
}

/** Lines over time. The plotting library is loaded after first paint; a sentence says the same without it. */
export function TimeSeriesChart({ label, series, height = 224 }: TimeSeriesChartProps) {
  const zone = useZone();
  const [pointed, setPointed] = useState<number | null>(null);
  const host = usePlot(series, zone, setPointed);
  return (
    <figure className="chart" style={{ "--chart-height": `${height}px` }}>
      {pointed !== null && <Readout series={series} index={pointed} zone={zone} />}
      <div ref={host} className="chart-plot" aria-hidden />
      <figcaption className="sr-only" suppressHydrationWarning>
        {label}. {describeSeries(series, zone)}
      </figcaption>
    </figure>
  );
}

/** Draws into the element the returned ref is put on. */
function usePlot(series: TimeSeries, zone: string, onPoint: (index: number | null) => void) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<MountedPlot | null>(null);
  const latest = useRef(series);
  const shape = shapeOf(series);

  useEffect(() => {
    latest.current = series;
    plot.current?.feed();
  }, [series]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let isGone = false;
    mountPlot(element, { current: () => latest.current, zone, onPoint }).then((mounted) => {
      if (isGone) mounted.unmount();
      else plot.current = mounted;
    });
    return () => {
      isGone = true;
      plot.current?.unmount();
      plot.current = null;
    };
  }, [shape, zone, onPoint]);

  return host;
}

/** Equal as long as new data can be set without building the plot anew. */
function shapeOf({ lines, band, unit, scale, marks }: TimeSeries): string {
  const hasAlert = marks?.some((mark) => mark.kind === "alert");
  return JSON.stringify([lines.map((line) => [line.name, line.tone]), band !== undefined, unit, scale, hasAlert]);
}

function Readout({ series, index, zone }: { series: TimeSeries; index: number; zone: string }) {
  const at = series.times[index];
  if (at === undefined) return null;
  return (
    <div className="chart-readout" aria-hidden>
      <b>{formatTime(at, "minute", zone)}</b>
      {series.lines.map(({ name, values }) => {
        const value = values[index] ?? null;
        return (
          <span key={name}>
            {name} <b>{value === null ? "–" : formatValue(value, series.unit)}</b>
          </span>
        );
      })}
    </div>
  );
}
