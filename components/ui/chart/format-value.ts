import { formatQuantity, formatShortMoney } from "@/components/ui/figure";
import type { ChartUnit } from "./schema";

/** A value as the axis and the readout write it: `18.4 %`, `€7k`. */
export function formatValue(value: number, unit: ChartUnit): string {
  return unit.kind === "money" ? formatShortMoney(value, unit.currency) : formatQuantity(value, unit.kind);
}

/** An axis writes no needless digits: `2 %`, `0.1 %`. */
export function formatTick(value: number, unit: ChartUnit): string {
  if (unit.kind === "money") return formatShortMoney(value, unit.currency);
  const digits = Number.isInteger(value) ? 0 : Math.min(3, String(value).split(".")[1]?.length ?? 0);
  const suffix = { percent: " %", ms: " ms", seconds: " s", count: "", score: "" }[unit.kind];
  return `${value.toLocaleString("en-GB", { maximumFractionDigits: digits })}${suffix}`;
}
