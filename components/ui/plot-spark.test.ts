import { expect, it } from "vitest";
import { plotSpark } from "./plot-spark";

it("scales points into the box with the limit inside it", () => {
  const { line, limitY, end } = plotSpark({ points: [0, 5, 10], limit: 20, height: 34 });
  expect(line).toBe("M0 30L50 23.5L100 17");
  expect(limitY).toBe(4);
  expect(end).toBe(17);
});

it("breaks the line at a gap and has no end dot after one", () => {
  const { line, end } = plotSpark({ points: [1, null, 3, null], height: 34 });
  expect(line.match(/M/g)).toHaveLength(2);
  expect(end).toBeNull();
});

it("draws a flat line through the middle, and nothing of no points", () => {
  expect(plotSpark({ points: [4, 4], height: 34 }).line).toBe("M0 17L100 17");
  expect(plotSpark({ points: [], height: 34 })).toMatchObject({ line: "", end: null, limitY: null });
});

it("begins the breach at its first point", () => {
  const { breach } = plotSpark({ points: [1, 1, 9, 9, 9], breachFrom: 2, height: 34 });
  expect(breach).toEqual({ x: 50, line: "M50 4L75 4L100 4" });
});
