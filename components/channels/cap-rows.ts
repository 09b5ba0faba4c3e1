import type { CapWire } from "@/lib/notifications/caps-wire";

/** Units a period is typed in. */
export const UNIT_SECONDS = { s: 1, min: 60, h: 3600 } as const;
export type Unit = keyof typeof UNIT_SECONDS;
const UNITS = ["h", "min", "s"] as const;

/** A cap as it is typed. */
export interface CapRow {
  /** Tells rows apart while they are edited. */
  key: number;
  count: string;
  per: string;
  unit: Unit;
}

/** A stored cap in its largest whole unit: 900 s is 15 min. */
export function rowOf({ count, per_seconds }: CapWire, index: number): CapRow {
  const unit = UNITS.find((one) => per_seconds % UNIT_SECONDS[one] === 0) ?? "s";
  return { key: index, count: String(count), per: String(per_seconds / UNIT_SECONDS[unit]), unit };
}

/** What was typed as the API takes it; what is no number becomes none, so that it is refused by its field. */
export function rowsToWire(rows: readonly CapRow[]): CapWire[] {
  return rows.map(({ count, per, unit }) => ({
    count: numberIn(count),
    per_seconds: numberIn(per) * UNIT_SECONDS[unit],
  }));
}

/** A row behind the others: twice as many in five times the period. */
export function nextRow(rows: readonly CapRow[]): CapRow {
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  const [last] = rowsToWire(rows.slice(-1));
  if (last === undefined || Number.isNaN(last.count + last.per_seconds))
    return { key, count: "5", per: "15", unit: "min" };
  return { ...rowOf({ count: last.count * 2, per_seconds: Math.min(86_400, last.per_seconds * 5) }, 0), key };
}

function numberIn(typed: string): number {
  return typed.trim() === "" ? Number.NaN : Number(typed);
}
