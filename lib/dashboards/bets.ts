import type { Exchange } from "@/lib/kernel/exchange";
import { add, convert, type Decimal, fromScaled, roundTo, toNumber, toScaled } from "@/lib/kernel/money";
import type { PlayersDashboard } from "./schema";

/** Completed bets of one currency on one day, added up. */
export interface DayOfBets {
  currency: string;
  day: string;
  count: number;
  sum: Decimal;
  max: Decimal;
  min: Decimal;
}

/** Average, largest and smallest bet in the exchange's currency, rounded once; what has no rate does not count. */
export function betsOf(days: readonly DayOfBets[], { currency, rateOf }: Exchange): PlayersDashboard["bets"] {
  const known = days.flatMap((day) => {
    const rate = rateOf(day.currency, day.day);
    if (rate === null) return [];
    return [
      { count: day.count, sum: convert(day.sum, rate), max: convert(day.max, rate), min: convert(day.min, rate) },
    ];
  });
  const count = known.reduce((total, day) => total + day.count, 0);
  const money = (amount: Decimal | undefined) => (amount === undefined ? null : toNumber(roundTo(amount, currency)));
  const smallestFirst = (amounts: Decimal[]) => amounts.sort((a, b) => (toScaled(a) < toScaled(b) ? -1 : 1));
  const sum = add(...known.map((day) => day.sum));
  return {
    avg: count === 0 ? null : average(sum, { count, currency }),
    max: money(smallestFirst(known.map(({ max }) => max)).at(-1)),
    min: money(smallestFirst(known.map(({ min }) => min)).at(0)),
    currency,
  };
}

/** Cut at the eighth decimal, not rounded there: so the one rounding is that to the currency's digits. */
function average(sum: Decimal, { count, currency }: { count: number; currency: string }): number {
  return toNumber(roundTo(fromScaled(toScaled(sum) / BigInt(count)), currency));
}
