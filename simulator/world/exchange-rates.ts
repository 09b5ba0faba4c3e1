import { DAY_MS } from "@/lib/kernel/time";
import { share } from "./random";
import { STREAM, type World } from "./schema";

/** Euros for one unit, about. */
const EUROS = { EUR: 1, GBP: 1.163, SEK: 0.0886, USD: 0.861 } as const;
const CURRENCIES = ["EUR", "GBP", "SEK", "USD"] as const;
type Currency = (typeof CURRENCIES)[number];

export interface ExchangeRateRow {
  /** `2026-11-20`, UTC. */
  day: string;
  currency: string;
  quote: string;
  /** Units of `quote` for one of `currency`, ten decimals. */
  rate: string;
}

/** Each day's rates of each currency in each other; they wander by about a percent. */
export function exchangeRates(world: World, fromMs: number, toMs: number): ExchangeRateRow[] {
  const rows: ExchangeRateRow[] = [];
  for (let day = Math.floor(fromMs / DAY_MS); day <= Math.floor(toMs / DAY_MS); day += 1) {
    const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    for (const currency of CURRENCIES) {
      for (const quote of CURRENCIES.filter((other) => other !== currency)) {
        const rate = (euros(world, currency, day) / euros(world, quote, day)).toFixed(10);
        rows.push({ day: text, currency, quote, rate });
      }
    }
  }
  return rows;
}

function euros({ seed }: World, currency: Currency, day: number): number {
  if (currency === "EUR") return 1;
  const own = CURRENCIES.indexOf(currency);
  const wave = 0.006 * Math.sin(day / 9 + own);
  return EUROS[currency] * (1 + wave + 0.003 * (share(seed, STREAM.rates, own, day) - 0.5));
}
