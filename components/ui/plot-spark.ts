interface SparkInput {
  points: readonly (number | null)[];
  ghost?: readonly (number | null)[];
  limit?: number | null;
  breachFrom?: number;
  height: number;
}

interface SparkPlot {
  /** SVG path data over a box 100 wide and `height` high; a gap starts a new stroke. */
  line: string;
  ghost: string | null;
  breach: { x: number; line: string } | null;
  limitY: number | null;
  /** Height of the last point, or `null` when the last point is a gap. */
  end: number | null;
}

const PADDING = 4;

/** Scales points into the box. The limit is always inside it, so that the distance to it shows. */
export function plotSpark({ points, ghost, limit = null, breachFrom, height }: SparkInput): SparkPlot {
  const all = [...points, ...(ghost ?? []), limit].filter((value) => value !== null);
  const low = all.length === 0 ? 0 : Math.min(...all);
  const span = all.length === 0 ? 0 : Math.max(...all) - low;
  const y = (value: number) =>
    round(span === 0 ? height / 2 : height - PADDING - ((value - low) / span) * (height - 2 * PADDING));
  const x = (index: number, count: number) => round(count < 2 ? 100 : (index / (count - 1)) * 100);
  const path = (values: readonly (number | null)[], from = 0) => {
    let isDrawing = false;
    return values
      .map((value, index) => {
        if (value === null || index < from) {
          isDrawing = false;
          return "";
        }
        const step = `${isDrawing ? "L" : "M"}${x(index, values.length)} ${y(value)}`;
        isDrawing = true;
        return step;
      })
      .join("");
  };
  const last = points.at(-1) ?? null;
  return {
    line: path(points),
    ghost: ghost ? path(ghost) : null,
    breach: breachFrom === undefined ? null : { x: x(breachFrom, points.length), line: path(points, breachFrom) },
    limitY: limit === null ? null : y(limit),
    end: last === null ? null : y(last),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
