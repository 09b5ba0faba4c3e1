"use client";

import dynamic from "next/dynamic";
import type { ChartUnit } from "./schema";

/** Series colours by Tremor's palette names, which the theme maps to ours. Red only for what is breaching. */
const COLOURS = {
  sky: "sky",
  brass: "amber",
  orchid: "violet",
  slate: "blue",
  clay: "orange",
  bone: "stone",
  breach: "red",
} as const;
export type BarColour = keyof typeof COLOURS;

export interface BarSeries {
  name: string;
  colour: BarColour;
}

export interface BarChartProps {
  label: string;
  /** One a bar group: its name on the axis and a value for each series. */
  bars: readonly { name: string; values: Readonly<Record<string, number>> }[];
  series: readonly BarSeries[];
  unit: ChartUnit;
  height?: number;
  stack?: "stacked" | "beside";
}

const TremorBars = dynamic(() => import("./tremor-bars").then((module) => module.TremorBars), {
  ssr: false,
  loading: () => null,
});

/** Bars by category. Tremor is loaded after first paint; a sentence says the same without it. */
export function BarChart(props: BarChartProps) {
  const { label, height = 224, series } = props;
  const colours = series.map(({ colour }) => COLOURS[colour]);
  return (
    <figure className="chart" style={{ "--chart-height": `${height}px` }}>
      <div className="chart-plot" aria-hidden>
        <TremorBars {...props} colours={colours} />
      </div>
      <figcaption className="sr-only">
        {label}. {describeBars(props)}
      </figcaption>
    </figure>
  );
}

/** Every bar in words: `00: GGR 1,200, …`. */
function describeBars({ bars, series }: BarChartProps): string {
  return bars
    .map((bar) => `${bar.name}: ${series.map(({ name }) => `${name} ${bar.values[name] ?? 0}`).join(", ")}`)
    .join(". ");
}
