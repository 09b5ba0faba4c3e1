import type { Status } from "./status";

/** Height of a cell in a tape of 20: the worse, the higher. */
const HEIGHTS: Record<Status, number> = { ok: 8.4, info: 8.4, unk: 8.4, warn: 14.4, crit: 20, emer: 20 };
const CELL_WIDTH = 0.78;

export interface TapeStroke {
  status: Status;
  when: "ended" | "present";
  /** SVG path data, one unit a cell. */
  path: string;
}

/** One path a state instead of 288 rectangles. The run of equal cells at the end is the present one. */
export function drawTape(cells: readonly Status[]): TapeStroke[] {
  const present = presentFrom(cells);
  const strokes = new Map<string, TapeStroke>();
  cells.forEach((status, index) => {
    const when = index >= present ? "present" : "ended";
    const key = `${status} ${when}`;
    const stroke = strokes.get(key) ?? { status, when, path: "" };
    const height = HEIGHTS[status];
    stroke.path += `M${index} ${20 - height}h${CELL_WIDTH}v${height}h-${CELL_WIDTH}z`;
    strokes.set(key, stroke);
  });
  return [...strokes.values()];
}

function presentFrom(cells: readonly Status[]): number {
  const last = cells.at(-1);
  return cells.findLastIndex((status) => status !== last) + 1;
}
