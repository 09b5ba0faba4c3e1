import { digitsBeside } from "@/lib/kernel/figure";
import { type Decimal, minorDigits, roundTo, toNumber, toScaled } from "@/lib/kernel/money";

/** What a plain number counts. */
export const UNITS = ["percent", "ms", "seconds", "count", "score", "bytes", "per-minute"] as const;
export type Unit = (typeof UNITS)[number];

const WORDS: Record<Unit, string> = {
  percent: "%",
  ms: "ms",
  seconds: "s",
  count: "",
  score: "",
  bytes: "B",
  "per-minute": "per min",
};

/** A figure and the unit that follows it in smaller type; `unit` is empty for a count. */
export interface Quantity {
  figure: string;
  unit: string;
}

/** Grouped by commas, minus as a minus sign. */
export function formatNumber(value: number, digits = 0): string {
  const text = Math.abs(value).toLocaleString("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return isNegative(value, digits) ? `−${text}` : text;
}

/**
 * As many digits as the size deserves: 99.96 %, 18.4 %, 4.1 ms, 1,240 ms. Shown beside its limit it takes as many as it needs
 * to read on the right side of it; a limit beside itself is written in full.
 */
export function quantity(value: number, unit: Unit, limit: number | null = null): Quantity {
  if (unit === "bytes") return bytes(value);
  return { figure: formatNumber(value, digitsBeside(value, limit, digitsOf(value, unit))), unit: WORDS[unit] };
}

/** In one string, with the space the look asks for: `18.4 %`, `1,240 ms`, `71`. */
export function formatQuantity(value: number, unit: Unit, limit: number | null = null): string {
  const { figure, unit: word } = quantity(value, unit, limit);
  return word === "" ? figure : `${figure} ${word}`;
}

const SIGNS: Record<string, string> = {
  EUR: "€",
  USD: "$",
  GBP: "£",
  JPY: "¥",
  BTC: "₿",
  INR: "₹",
  BRL: "R$",
  CAD: "CA$",
};

type MoneyDigits = "whole" | "exact" | "fitting";

/**
 * Sign first, then the currency: `€6,150`, `−€91,050`, `BITS 1,250.50`. `fitting` (the default) drops the minor
 * digits from 1,000 up; nothing is rounded before that.
 */
export function formatMoney(amount: Decimal, currency: string, digits: MoneyDigits = "fitting"): string {
  const rounded = roundTo(amount, currency);
  const scaled = toScaled(rounded);
  const whole = digits === "whole" || (digits === "fitting" && Math.abs(toNumber(rounded)) >= 1_000);
  const shown = whole ? 0 : minorDigits(currency);
  const text = formatNumber(Math.abs(toNumber(rounded)), shown);
  const isZero = /^[0.,]+$/.test(text);
  return `${scaled < 0n && !isZero ? "−" : ""}${signOf(currency)}${isZero ? "0" : text}`;
}

/** For an axis or a label: `€7k`, `€2.41M`. */
export function formatShortMoney(value: number, currency: string): string {
  const size = Math.abs(value);
  const [divisor, suffix] = size >= 1e6 ? [1e6, "M"] : size >= 1_000 ? [1_000, "k"] : [1, ""];
  const digits = suffix === "M" ? 2 : 1;
  const text = (size / divisor).toFixed(digits).replace(/\.?0+$/, "");
  return `${value < 0 ? "−" : ""}${signOf(currency)}${text}${suffix}`;
}

export function signOf(currency: string): string {
  return SIGNS[currency] ?? `${currency} `;
}

function digitsOf(value: number, unit: Unit): number {
  const size = Math.abs(value);
  if (unit === "count") return 0;
  if (unit === "percent")
    return (size > 99.9 && size < 100) || (size > 0 && size < 0.1) ? 2 : Number.isInteger(value) ? 0 : 1;
  return size === 0 || size >= 100 || (unit === "ms" && size >= 10) ? 0 : 1;
}

function bytes(value: number): Quantity {
  const sizes: readonly [number, string][] = [
    [1e9, "GB"],
    [1e6, "MB"],
    [1e3, "kB"],
  ];
  const [divisor, unit] = sizes.find(([size]) => Math.abs(value) >= size) ?? [1, "B"];
  const scaled = value / divisor;
  return { figure: formatNumber(scaled, divisor === 1 || Math.abs(scaled) >= 100 ? 0 : 1), unit };
}

function isNegative(value: number, digits: number): boolean {
  return value < 0 && Math.round(Math.abs(value) * 10 ** digits) !== 0;
}
