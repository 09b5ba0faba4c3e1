import { expect, it } from "vitest";
import { shareWell, TAPE_CELLS, TAPE_STEP_MS, tapeOf, tapeStart } from "./tape";

const now = new Date("2026-03-01T12:03:00Z");
const start = tapeStart(now).getTime();
const at = (cell: number) => start + cell * TAPE_STEP_MS;
const thresholds = [
  { metric: "errors", condition: ">", threshold: 5, severity: "critical" },
  { metric: "hits", condition: "<", threshold: 80, severity: "info" },
] as const;

it("ends with the cell that holds now and begins a day before its end", () => {
  expect(tapeStart(now).toISOString()).toBe("2026-02-28T12:05:00.000Z");
  expect(tapeOf([], thresholds, now)).toHaveLength(TAPE_CELLS);
});

it("shows the worst that any threshold says of a cell's extremes, and what was not collected as unknown", () => {
  const samples = [
    { metric: "errors", at: at(0), min: 1, max: 2 },
    { metric: "errors", at: at(1), min: 1, max: 9 },
    { metric: "hits", at: at(1), min: 70, max: 95 },
    { metric: "hits", at: at(2), min: 70, max: 95 },
    { metric: "unjudged", at: at(3), min: 0, max: 999 },
    { metric: "errors", at: at(-1), min: 9, max: 9 },
    { metric: "errors", at: at(TAPE_CELLS), min: 9, max: 9 },
  ];
  const cells = tapeOf(samples, thresholds, now);
  expect(cells.slice(0, 5)).toEqual(["well", "critical", "info", "well", "unknown"]);
  expect(cells.filter((cell) => cell === "critical")).toHaveLength(1);
});

it("counts the share of known cells that were well", () => {
  expect(shareWell(["well", "well", "critical", "unknown", "well"])).toBe(75);
  expect(shareWell(["unknown"])).toBeNull();
});
