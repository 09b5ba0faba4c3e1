import "server-only";
import type { Queryable } from "@/db/client";
import { listCurrencies, nearestCurrency } from "@/db/queries/platform/currencies";
import type { BrandFilter } from "@/db/queries/platform/in-scope";
import { listRates } from "@/db/queries/platform/rates";
import {
  type DatedAmount,
  type DatedRate,
  type Exchange,
  firstRateDay,
  rateTable,
  reportingCurrencyOf,
} from "@/lib/kernel/exchange";
import { HOUR_MS, windowBefore } from "@/lib/kernel/time";
import { env } from "./env";

/** Whose midnight begins "today", and what sums over several currencies are told in. */
export interface Reporting {
  zone: string;
  currency: string;
}

/** As the environment says it. */
export function reporting(): Reporting {
  const { REPORTING_TIME_ZONE, REPORTING_CURRENCY } = env();
  return { zone: REPORTING_TIME_ZONE, currency: REPORTING_CURRENCY };
}

type Dated = Pick<DatedAmount, "currency" | "day">;

/**
 * What the amounts of a window that ends at `to` are told in. The scope's currencies are those of the amounts and of the last
 * hour, so that a day just begun is told in the currency of the one before; where nothing happened, that of the nearest row.
 */
export async function exchangeFor(
  db: Queryable,
  filter: BrandFilter,
  { amounts, to }: { amounts: readonly Dated[]; to: Date },
): Promise<Exchange> {
  const quote = reporting().currency;
  const latest = await listCurrencies(db, filter, windowBefore(to, HOUR_MS));
  const present = [...amounts.map(({ currency }) => currency), ...latest];
  const nearest = present.length === 0 ? await nearestCurrency(db, filter, to) : null;
  const currency = reportingCurrencyOf(nearest === null ? present : [nearest], quote);
  const rates = await readRates(db, { amounts: amounts.filter((amount) => amount.currency !== currency), quote });
  return { currency, rateOf: rateTable(rates, currency) };
}

async function readRates(
  db: Queryable,
  { amounts, quote }: { amounts: readonly Dated[]; quote: string },
): Promise<DatedRate[]> {
  const days = amounts.map(({ day }) => day).sort();
  const [firstDay, lastDay] = [days[0], days.at(-1)];
  if (firstDay === undefined || lastDay === undefined) return [];
  return listRates(db, { quote, firstDay: firstRateDay(firstDay), lastDay });
}
