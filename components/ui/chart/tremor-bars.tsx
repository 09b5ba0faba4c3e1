"use client";

import { BarChart as TremorBarChart } from "@tremor/react";
import type { BarChartProps } from "./bar-chart";
import { formatValue } from "./format-value";

/** Tremor's chart behind our own props, so that no page knows it. */
export function TremorBars({ bars, series, colours, unit, stack }: BarChartProps & { colours: readonly string[] }) {
  return (
    <TremorBarChart
      className="h-full"
      data={bars.map(({ name, values }) => ({ name, ...values }))}
      index="name"
      categories={series.map(({ name }) => name)}
      colors={[...colours]}
      stack={stack === "stacked"}
      valueFormatter={(value: number) => formatValue(value, unit)}
      showLegend={false}
      showAnimation={false}
      yAxisWidth={52}
      allowDecimals={unit.kind !== "count"}
      padding={{ left: 4, right: 4 }}
    />
  );
}
