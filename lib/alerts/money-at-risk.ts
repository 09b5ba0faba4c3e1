import type { Decimal } from "@/lib/kernel/money";
import { add, convert, minorDigits, roundDigits, roundTo, subtract, toScaled } from "@/lib/kernel/money";
import { type Interval, MINUTE_MS } from "@/lib/kernel/time";
import type { MoneyKind } from "./money-kind";
import type { MoneyAtRisk } from "./schema";

/** What is known of a span's income, in one currency. */
export interface MoneyEvidence {
  kind: MoneyKind;
  currency: string;
  /** What is asked for. */
  span: Interval;
  /** Income of the same span of earlier same weekdays, those that were kept; at most four. */
  expected: readonly Decimal[];
  observed: Decimal;
  /** The newest part of the span, for the rate; absent: the rate is the span's own. */
  lately: { lengthMs: number; observed: Decimal } | null;
  /** What of the income the house keeps, from 0 to 1: 1 for deposits, the margin for bets. */
  kept: { share: number; isAssumed: boolean };
  /** `Friday`. */
  weekday: string;
  /** Both sides are reckoned from stored hours, since the rows are too old to be asked. */
  isFromHours: boolean;
}

/** What did not come in; `amount` and `perMinute` are decimal texts rounded to the currency. */
export type Shortfall = Pick<MoneyAtRisk, "currency" | "confidence" | "formula" | "perMinute"> & { amount: Decimal };

/**
 * `max(0, median(expected) − observed) × kept`. The median of earlier same weekdays is the seasonal naive forecast
 * (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.2) made robust: one odd week moves it little.
 * @returns null where no earlier weekday is known, or the span is empty.
 */
export function moneyAtRisk(evidence: MoneyEvidence): Shortfall | null {
  const { currency, span, expected, observed, lately, kept } = evidence;
  const lengthMs = span.to.getTime() - span.from.getTime();
  if (expected.length === 0 || lengthMs <= 0) return null;
  const usual = median(expected);
  const keptOf = (amount: Decimal) => convert(amount, kept.share.toFixed(RATE_DIGITS));
  const part = lately ?? { lengthMs, observed };
  const usualLately = scale(usual, part.lengthMs / lengthMs);
  return {
    currency,
    amount: roundTo(keptOf(shortOf(usual, observed)), currency),
    perMinute: roundTo(keptOf(scale(shortOf(usualLately, part.observed), MINUTE_MS / part.lengthMs)), currency),
    confidence: confidenceOf(evidence, usual),
    formula: describe(evidence, usual),
  };
}

const RATE_DIGITS = 10;

/** The middle amount; of an even number the mean of the two in the middle. */
export function median(amounts: readonly Decimal[]): Decimal {
  const sorted = [...amounts].sort((a, b) => (toScaled(a) < toScaled(b) ? -1 : 1));
  const upper = sorted[Math.floor(sorted.length / 2)] ?? "0";
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? "0";
  return convert(add(lower, upper), "0.5");
}

function shortOf(usual: Decimal, observed: Decimal): Decimal {
  return toScaled(observed) >= toScaled(usual) ? "0" : subtract(usual, observed);
}

/** `amount × factor`; a factor beyond ten digits is rounded to them. */
function scale(amount: Decimal, factor: number): Decimal {
  return convert(amount, factor.toFixed(RATE_DIGITS));
}

/** How far apart the weekdays may lie, as (highest − lowest) / median. */
const NEAR = { high: 0.25, medium: 0.5 };

/** High: three weekdays within a quarter of each other. Medium: two within half. Low: all else, and what is reckoned. */
function confidenceOf({ expected, kept, isFromHours }: MoneyEvidence, usual: Decimal): MoneyAtRisk["confidence"] {
  if (expected.length < 2 || kept.isAssumed || isFromHours || toScaled(usual) === 0n) return "low";
  const sorted = expected.map(toScaled).sort((a, b) => (a < b ? -1 : 1));
  const spread = Number((sorted.at(-1) ?? 0n) - (sorted[0] ?? 0n)) / Number(toScaled(usual));
  if (expected.length >= 3 && spread <= NEAR.high) return "high";
  return spread <= NEAR.medium ? "medium" : "low";
}

/** "expected 9,200 EUR of deposits (median of 2 Fridays), came 3,050 EUR". */
function describe({ kind, currency, expected, observed, kept, weekday, isFromHours }: MoneyEvidence, usual: Decimal) {
  const count = expected.length;
  const past = count === 1 ? `one ${weekday} only` : `median of ${count} ${weekday}s`;
  const sum = `expected ${inWords(usual, currency)} of ${kind} (${past}), came ${inWords(observed, currency)}`;
  const percent = (kept.share * 100).toFixed(1);
  const source = kept.isAssumed ? "assumed" : "that of the hour before";
  const margin = kind === "bets" ? `; of what is missing the house keeps ${percent} %, its margin (${source})` : "";
  return `${sum}${margin}${isFromHours ? "; reckoned from stored hours" : ""}`;
}

/** From here on an amount is told without its decimals. */
const WHOLE_FROM = 100n * 10n ** 8n;

/** `9,200 EUR`, `12.50 EUR`. */
function inWords(amount: Decimal, currency: string): string {
  const isWhole = toScaled(amount) >= WHOLE_FROM;
  const digits = isWhole ? 0 : minorDigits(currency);
  const [whole = "0", fraction = ""] = roundDigits(amount, digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${grouped}${fraction === "" ? "" : `.${fraction.padEnd(digits, "0")}`} ${currency}`;
}
