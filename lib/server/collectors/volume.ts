import "server-only";
import { listRates } from "@/db/queries/platform/rates";
import { firstRateDay, type RateOf, rateTable, reportingCurrencyOf, sumConverted } from "@/lib/kernel/exchange";
import { roundTo, toNumber, toScaled } from "@/lib/kernel/money";
import type { Reading } from "./reading";

interface VolumeRow {
  currency: string;
  day: string;
  volume: string;
}

/** The rates that a sum over these rows may need; none are read where all are of one currency. */
export async function readRates(reading: Reading, rows: readonly VolumeRow[]): Promise<RateOf> {
  const { currency: quote } = reading.reporting;
  const days = rows.map(({ day }) => day).sort();
  const [firstDay, lastDay] = [days[0], days.at(-1)];
  if (firstDay === undefined || lastDay === undefined || new Set(rows.map(({ currency }) => currency)).size < 2) {
    return rateTable([], quote);
  }
  const rates = await reading.read("exchange_rates", (db) =>
    listRates(db, { quote, firstDay: firstRateDay(firstDay), lastDay }),
  );
  const rateOf = rateTable(rates ?? [], quote);
  const { leftOut } = sumConverted(rows.map(toDatedAmount), rateOf);
  if (leftOut.length > 0) {
    const currencies = leftOut.map(({ currency }) => currency).sort();
    reading.warn("exchange_rates", `Left out of totals in ${quote}, since no rate is known: ${currencies.join(", ")}.`);
  }
  return rateOf;
}

/**
 * Completed amounts added up as decimals and rounded once: in the only currency there is, else in the reporting currency.
 * Null when amounts are there and none has a rate.
 */
export function volumeOf(
  rows: readonly VolumeRow[],
  { rateOf, reporting }: { rateOf: RateOf; reporting: string },
): number | null {
  const currency = reportingCurrencyOf(
    rows.map((row) => row.currency),
    reporting,
  );
  const counted = rows.filter(({ volume }) => toScaled(volume) !== 0n);
  const { total, leftOut } = sumConverted(
    counted.map(toDatedAmount),
    currency === reporting ? rateOf : rateTable([], currency),
  );
  const isNothingKnown =
    counted.length > 0 && counted.every((row) => leftOut.some((left) => left.currency === row.currency));
  return isNothingKnown ? null : toNumber(roundTo(total, currency));
}

function toDatedAmount({ currency, day, volume }: VolumeRow) {
  return { currency, day, amount: volume };
}
