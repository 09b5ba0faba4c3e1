import type uPlot from "uplot";
import { watchTheme } from "@/components/ui/theme";
import { readPalette } from "./palette";
import { plotData, plotOptions } from "./plot-options";
import type { TimeSeries } from "./schema";

interface MountInput {
  current: () => TimeSeries;
  zone: string;
  onPoint: (index: number | null) => void;
}

export interface MountedPlot {
  /** Draws the present data in place. */
  feed: () => void;
  unmount: () => void;
}

/** Loads the plotting library and draws into `element`; redraws when the theme or the size changes. */
export async function mountPlot(element: HTMLElement, { current, zone, onPoint }: MountInput): Promise<MountedPlot> {
  const { default: Plot } = await import("uplot");
  let plot: uPlot | undefined;
  const draw = () => {
    plot?.destroy();
    const { width, height } = element.getBoundingClientRect();
    const options = plotOptions({ current, palette: readPalette(element), width, height, zone, onPoint });
    plot = new Plot(options, plotData(current()), element);
  };
  draw();
  const sizes = new ResizeObserver(() => {
    const { width, height } = element.getBoundingClientRect();
    if (width > 0 && (width !== plot?.width || height !== plot.height)) plot?.setSize({ width, height });
  });
  sizes.observe(element);
  const unwatch = watchTheme(draw);
  return {
    feed: () => plot?.setData(plotData(current())),
    unmount: () => {
      sizes.disconnect();
      unwatch();
      plot?.destroy();
    },
  };
}
