import { type Severity, severityRank } from "@/lib/kernel/severity";
import { DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { type Threshold, violationsOf } from "@/lib/rules/violations";

export const TAPE_STEP_MS = 5 * MINUTE_MS;
export const TAPE_CELLS = DAY_MS / TAPE_STEP_MS;

/** `unknown` where nothing was collected. */
export type TapeCell = "well" | "unknown" | Severity;

/** The extremes of one metric in one cell; `at` is the cell's start, milliseconds since the epoch. */
export interface TapeSample {
  metric: string;
  at: number;
  min: number;
  max: number;
}

/** Start of the oldest cell of a tape whose newest holds `now`. */
export function tapeStart(now: Date): Date {
  const newest = Math.floor(now.getTime() / TAPE_STEP_MS) * TAPE_STEP_MS;
  return new Date(newest - (TAPE_CELLS - 1) * TAPE_STEP_MS);
}

/** 24 h in cells of 5 min, oldest first: the worst that any threshold says of the extremes in each. */
export function tapeOf(samples: readonly TapeSample[], thresholds: readonly Threshold[], now: Date): TapeCell[] {
  const start = tapeStart(now).getTime();
  const cells = Array.from({ length: TAPE_CELLS }, (): TapeCell => "unknown");
  for (const { metric, at, min, max } of samples) {
    const index = Math.round((at - start) / TAPE_STEP_MS);
    const present = cells[index];
    if (present === undefined) continue;
    const worst = [min, max].flatMap((value) => violationsOf({ [metric]: value }, thresholds).map((v) => v.severity));
    cells[index] = worst.reduce(worseOf, present === "unknown" ? "well" : present);
  }
  return cells;
}

/** Share of known cells that were well, in percent; null of none. */
export function shareWell(cells: readonly TapeCell[]): number | null {
  const known = cells.filter((cell) => cell !== "unknown");
  return known.length === 0 ? null : (known.filter((cell) => cell === "well").length / known.length) * 100;
}

function worseOf(present: TapeCell, severity: Severity): TapeCell {
  if (present === "well" || present === "unknown") return severity;
  return severityRank(severity) > severityRank(present) ? severity : present;
}
