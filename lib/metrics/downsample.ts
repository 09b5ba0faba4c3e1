/** A point of a chart: milliseconds since the epoch, and what was measured then. */
export interface Point {
  at: number;
  value: number;
}

/**
 * At most `limit` of the points, first and last among them, chosen so that peaks stay: largest triangle three buckets
 * (S. Steinarsson, "Downsampling Time Series for Visual Representation", 2013). Points must be in order of time.
 */
export function downsample<P extends Point>(points: readonly P[], limit: number): readonly P[] {
  const first = points[0];
  const last = points.at(-1);
  if (points.length <= limit || first === undefined || last === undefined) return points;
  if (limit < 3) return limit < 2 ? [last] : [first, last];
  const width = (points.length - 2) / (limit - 2);
  const bucket = (index: number) => points.slice(Math.floor(index * width) + 1, Math.floor((index + 1) * width) + 1);
  const chosen = [first];
  for (let index = 0; index < limit - 2; index += 1) {
    const next = index === limit - 3 ? [last] : bucket(index + 1);
    chosen.push(largestTriangle(chosen.at(-1) ?? first, bucket(index), centre(next)));
  }
  return [...chosen, last];
}

function centre(points: readonly Point[]): Point {
  const sum = points.reduce((total, { at, value }) => ({ at: total.at + at, value: total.value + value }), {
    at: 0,
    value: 0,
  });
  return { at: sum.at / points.length, value: sum.value / points.length };
}

function largestTriangle<P extends Point>(from: P, candidates: readonly P[], to: Point): P {
  return candidates.reduce(
    (best, point) => {
      const area = Math.abs(
        (from.at - to.at) * (point.value - from.value) - (from.at - point.at) * (to.value - from.value),
      );
      return area > best.area ? { point, area } : best;
    },
    { point: candidates[0] ?? from, area: -1 },
  ).point;
}
