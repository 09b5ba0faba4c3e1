import type uPlot from "uplot";
import type { Palette } from "./palette";
import type { ChartBreach, ChartLimit, ChartMark, TimeSeries } from "./schema";

interface Pen {
  plot: uPlot;
  context: CanvasRenderingContext2D;
  palette: Palette;
  /** Device pixels a CSS pixel. */
  ratio: number;
}

const ALERT_SHAPES = {
  triangle: "M12 3.2 22 20.6H2ZM12 10v4.6M12 17.4h.01",
  octagon: "M7.7 1.5h8.6l6.2 6.2v8.6l-6.2 6.2H7.7l-6.2-6.2V7.7ZM10.7 6v7.6h2.6V6Zm0 9.6v2.6h2.6v-2.6Z",
} as const;

/** Behind the lines: what was breaching. */
export function drawBehind(plot: uPlot, series: TimeSeries, palette: Palette): void {
  const pen = penOf(plot, palette);
  for (const breach of series.breaches ?? []) shade(pen, breach);
}

/** Over the lines: limits by name, alerts above the plot, events as dotted lines, a dot at the present end. */
export function drawOver(plot: uPlot, series: TimeSeries, palette: Palette): void {
  const pen = penOf(plot, palette);
  for (const limit of series.limits ?? []) drawLimit(pen, limit);
  for (const mark of series.marks ?? []) drawMark(pen, mark);
  const at = series.times.at(-1);
  for (const { tone, values } of series.lines) {
    const value = values.at(-1) ?? null;
    if (at === undefined || value === null || tone === "ghost" || tone === "expected") continue;
    drawDot(pen, { x: xOf(plot, at), y: plot.valToPos(value, "y", true), colour: palette.tones[tone] });
  }
}

function penOf(plot: uPlot, palette: Palette): Pen {
  return { plot, context: plot.ctx, palette, ratio: window.devicePixelRatio || 1 };
}

function xOf(plot: uPlot, at: number): number {
  return plot.valToPos(at / 1_000, "x", true);
}

function shade({ plot, context, palette }: Pen, { from, to, status }: ChartBreach): void {
  const { left, top, width, height } = plot.bbox;
  const start = Math.max(left, xOf(plot, from));
  const end = to === undefined ? left + width : Math.min(left + width, xOf(plot, to));
  if (end <= start) return;
  context.save();
  context.fillStyle = palette.statuses[status];
  context.globalAlpha = 0.13;
  context.fillRect(start, top, end - start, height);
  context.globalAlpha = 0.55;
  context.fillRect(start, top, 1, height);
  context.restore();
}

function drawLimit({ plot, context, palette, ratio }: Pen, { value, name, status }: ChartLimit): void {
  const y = Math.round(plot.valToPos(value, "y", true));
  const { left, top, width, height } = plot.bbox;
  if (!Number.isFinite(y) || y < top || y > top + height) return;
  context.save();
  context.strokeStyle = palette.statuses[status];
  context.lineWidth = ratio;
  context.setLineDash([5 * ratio, 4 * ratio]);
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(left + width, y);
  context.stroke();
  context.restore();
  write(
    { plot, context, palette, ratio },
    { text: name, x: left + 6 * ratio, y: y - 5 * ratio, colour: palette.statuses[status] },
  );
}

function drawMark(pen: Pen, mark: ChartMark): void {
  const { plot, context, palette, ratio } = pen;
  const { left, top, width, height } = plot.bbox;
  const x = xOf(plot, mark.at);
  if (x < left || x > left + width) return;
  if (mark.kind === "alert") {
    drawAlert(pen, x, mark);
    return;
  }
  context.save();
  context.strokeStyle = palette.text3;
  context.lineWidth = ratio;
  context.setLineDash([ratio, 3 * ratio]);
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, top + height);
  context.stroke();
  context.restore();
  write(pen, { text: mark.name, x: x + 6 * ratio, y: top + height - 6 * ratio, colour: palette.text2 });
}

function drawAlert({ plot, context, palette, ratio }: Pen, x: number, { status = "crit" }: ChartMark): void {
  const size = 14 * ratio;
  const isWarning = status === "warn" || status === "info";
  const path = new Path2D(isWarning ? ALERT_SHAPES.triangle : ALERT_SHAPES.octagon);
  context.save();
  context.translate(x - size / 2, plot.bbox.top - size - 4 * ratio);
  context.scale(size / 24, size / 24);
  context.fillStyle = palette.statuses[status];
  context.strokeStyle = palette.statuses[status];
  context.lineWidth = 2.1;
  context.lineJoin = "round";
  if (isWarning) context.stroke(path);
  else context.fill(path, "evenodd");
  context.restore();
}

function drawDot({ context, palette, ratio }: Pen, { x, y, colour }: { x: number; y: number; colour: string }): void {
  context.save();
  context.fillStyle = colour;
  context.strokeStyle = palette.surface;
  context.lineWidth = 1.5 * ratio;
  context.beginPath();
  context.arc(x, y, 3.5 * ratio, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.restore();
}

function write(
  { context, palette, ratio }: Pen,
  { text, x, y, colour }: { text: string; x: number; y: number; colour: string },
): void {
  context.save();
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.font = `500 ${11 * ratio}px ${palette.fontFamily}`;
  context.lineJoin = "round";
  context.lineWidth = 3 * ratio;
  context.strokeStyle = palette.surface;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
  context.restore();
}
