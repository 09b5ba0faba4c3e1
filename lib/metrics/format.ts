import type { Unit } from "./catalogue";

const SUFFIX: Record<Unit, string> = {
  percentage: " %",
  milliseconds: " ms",
  seconds: " s",
  count: "",
  score: "",
  amount: "",
};

/** Digits after the point that say something: a rate of 0.34 % needs two, a latency of 248 ms none. */
function digitsOf(value: number, unit: Unit): number {
  if (unit === "count") return 0;
  if (unit === "amount") return 2;
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

/** A value as a person reads it: `0.34 %`, `248 ms`, `18,012`; `no data` where there is none. */
export function formatMetric(value: number | null, unit: Unit): string {
  if (value === null) return "no data";
  const digits = digitsOf(value, unit);
  const number = new Intl.NumberFormat("en", {
    minimumFractionDigits: unit === "amount" ? 2 : 0,
    maximumFractionDigits: digits,
  });
  return `${number.format(value)}${SUFFIX[unit]}`;
}
