import { add, convert, type Decimal, type Money } from "./money";

/** An amount on the calendar day (`2026-11-20`, of the reporting time zone) whose rate it is converted at. */
export interface DatedAmount extends Money {
  day: string;
}

/** One unit of `currency` was worth `rate` units of the reporting currency on `day`. */
export interface DatedRate {
  day: string;
  currency: string;
  rate: Decimal;
}

/** How long a rate goes on counting where no newer one is known: over a weekend with holidays, not longer. */
const RATE_VALID_DAYS = 7;

/** The days a rate may come from for amounts of `firstDay`: from this one on. */
export function firstRateDay(firstDay: string): string {
  return shiftDay(firstDay, -RATE_VALID_DAYS);
}

/** The rate of a day is its own, else the newest of the seven days before; `null` where there is none. */
export type RateOf = (currency: string, day: string) => Decimal | null;

/** The currency all figures of one answer are told in, and what a day's amounts are worth in it. */
export interface Exchange {
  currency: string;
  rateOf: RateOf;
}

/** @param rates in any order; the reporting currency itself needs none. */
export function rateTable(rates: readonly DatedRate[], reportingCurrency: string): RateOf {
  const known = new Map(rates.map(({ currency, day, rate }) => [`${currency} ${day}`, rate]));
  return (currency, day) => {
    if (currency === reportingCurrency) return "1";
    for (let age = 0; age <= RATE_VALID_DAYS; age += 1) {
      const rate = known.get(`${currency} ${shiftDay(day, -age)}`);
      if (rate !== undefined) return rate;
    }
    return null;
  };
}

/**
 * The currency figures are told in: the only one there is, else the reporting currency.
 * @param currencies those of the rows in question; duplicates do not matter.
 */
export function reportingCurrencyOf(currencies: Iterable<string>, reportingCurrency: string): string {
  const [first, ...others] = new Set(currencies);
  return first !== undefined && others.length === 0 ? first : reportingCurrency;
}

/** Not yet rounded; what has no rate is left out and listed by currency, in its own. */
export interface Converted {
  total: Decimal;
  leftOut: Money[];
}

/** Sums amounts in one currency at dated rates: each at the rate of its day, eight decimals kept. */
export function sumConverted(amounts: readonly DatedAmount[], rateOf: RateOf): Converted {
  const leftOut = new Map<string, Decimal>();
  const converted: Decimal[] = [];
  for (const { amount, currency, day } of amounts) {
    const rate = rateOf(currency, day);
    if (rate === null) leftOut.set(currency, add(leftOut.get(currency) ?? "0", amount));
    else converted.push(convert(amount, rate));
  }
  return { total: add(...converted), leftOut: [...leftOut].map(([currency, amount]) => ({ currency, amount })) };
}

function shiftDay(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
