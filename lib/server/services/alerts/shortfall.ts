import "server-only";
import { findSeries } from "@/db/queries/metrics";
import { type IncomeRow, listHourSums, sumIncome } from "@/db/queries/money";
import { mixOf } from "@/lib/alerts/income-mix";
import { moneyAtRisk, type Shortfall } from "@/lib/alerts/money-at-risk";
import { type MoneyAsked, moneyKindOf } from "@/lib/alerts/money-kind";
import { incomeFromHours, sameSpansBefore, usualIncome, weekdayOf } from "@/lib/alerts/money-over-weeks";
import { type Exchange, reportingCurrencyOf, sumConverted } from "@/lib/kernel/exchange";
import type { Labels } from "@/lib/kernel/labels";
import { convert, type Decimal } from "@/lib/kernel/money";
import { addMs, DAY_MS, HOUR_MS, type Interval, MINUTE_MS, windowBefore } from "@/lib/kernel/time";
import { localDate } from "@/lib/kernel/zone";
import type { Context } from "@/lib/server/context";
import { platformDatabase } from "@/lib/server/platform";
import { exchangeFor, reporting } from "@/lib/server/reporting";

/** Whose money: the metric an alert is about, its labels, and the span it was open for. */
export interface ShortfallAsked extends Interval {
  metric: string;
  labels: Labels;
}

/** A span that ended longer ago is reckoned from stored hours: the platform need not keep its rows. */
const ROWS_FOR_MS = HOUR_MS;
/** The rate a minute is that of the newest minutes. */
const LATELY_MS = 5 * MINUTE_MS;
/** What stayed out in the first day counts: an alert left open for a week is no week of loss. */
export const COUNTED_MS = DAY_MS;

type Counted = Exclude<MoneyAsked, { kind: "none" }>;

/**
 * Money that did not come in over a span against the same weekdays before, in the reporting currency or the only one there
 * is. @returns null where the metric stands for no income, or no earlier weekday is stored: docs/money-at-risk.md.
 */
export async function shortfallOf(
  ctx: Context,
  { metric, labels, from, to }: ShortfallAsked,
): Promise<Shortfall | null> {
  const asked = moneyKindOf(metric, labels);
  if (asked.kind === "none" || to <= from) return null;
  const span = { from, to: new Date(Math.min(to.getTime(), addMs(from, COUNTED_MS).getTime())) };
  const series = await findSeries(ctx.db, asked.volume, labels);
  if (series === null) return null;
  const { zone } = reporting();
  const isFromHours = span.to < addMs(ctx.now(), -ROWS_FOR_MS);
  const rows = await readIncome(ctx, asked, { span, isFromHours });
  const money = await exchangeOf(ctx, rows);
  const rate = money.rateOf(money.stored, localDate(ctx.now(), zone));
  const mix = mixOf(asked.kind, totalsOf(rows, money));
  if (rate === null || mix === null) return null;
  const inCurrency = (volume: Decimal) => convert(convert(volume, rate), mix.incomeShare);
  const [present = [], ...past] = await listHourSums(ctx.db, series.id, stretchesOf(span, zone));
  const expected = sameSpansBefore(span, zone).flatMap((earlier, index) => {
    const income = usualIncome(past[index] ?? [], earlier);
    return income === null ? [] : [inCurrency(income)];
  });
  const reckoned = isFromHours ? incomeFromHours(present, span) : null;
  if (isFromHours && reckoned === null) return null;
  const lengthMs = Math.min(LATELY_MS, span.to.getTime() - span.from.getTime());
  return moneyAtRisk({
    kind: asked.kind,
    currency: money.currency,
    span,
    expected,
    observed: reckoned === null ? sumOf(rows, money, "income") : inCurrency(reckoned),
    lately: reckoned === null ? { lengthMs, observed: sumOf(rows, money, "lately") } : null,
    kept: mix.kept,
    weekday: weekdayOf(span.from, zone),
    isFromHours,
  });
}

/** The present span's hours, then those of each earlier one, with an hour around for those that overlap. */
function stretchesOf(span: Interval, zone: string): Interval[] {
  return [span, ...sameSpansBefore(span, zone)].map(({ from, to }) => ({
    from: addMs(from, -HOUR_MS - MINUTE_MS),
    to: addMs(to, HOUR_MS + MINUTE_MS),
  }));
}

function readIncome(
  ctx: Context,
  { kind, brand, provider }: Counted,
  { span, isFromHours }: { span: Interval; isFromHours: boolean },
): Promise<IncomeRow[]> {
  const latelyFrom = new Date(Math.max(span.from.getTime(), addMs(span.to, -LATELY_MS).getTime()));
  const mix = windowBefore(isFromHours ? ctx.now() : span.from, HOUR_MS);
  const asked = { kind, provider, span: isFromHours ? mix : span, latelyFrom, mix, zone: reporting().zone };
  return sumIncome(platformDatabase(ctx), { scope: ctx.scope, brand }, asked);
}

/** What all is told in, and the currency the stored volume of these rows is kept in. */
async function exchangeOf(ctx: Context, rows: readonly IncomeRow[]): Promise<Exchange & { stored: string }> {
  const { zone, currency: quote } = reporting();
  const now = ctx.now();
  const stored = reportingCurrencyOf(
    rows.map(({ currency }) => currency),
    quote,
  );
  const amounts = [...rows, { currency: stored, day: localDate(now, zone) }];
  return { ...(await exchangeFor(platformDatabase(ctx), { scope: ctx.scope }, { amounts, to: now })), stored };
}

type Amount = "income" | "lately" | "mixIncome" | "mixReturned" | "mixAll";

/** What has no rate is left out on this side as it is in the stored volumes. */
function sumOf(rows: readonly IncomeRow[], { rateOf }: Exchange, amount: Amount): Decimal {
  const dated = rows.map((row) => ({ currency: row.currency, day: row.day, amount: row[amount] }));
  return sumConverted(dated, rateOf).total;
}

function totalsOf(rows: readonly IncomeRow[], exchange: Exchange) {
  return {
    income: sumOf(rows, exchange, "mixIncome"),
    returned: sumOf(rows, exchange, "mixReturned"),
    all: sumOf(rows, exchange, "mixAll"),
    count: rows.reduce((sum, { mixCount }) => sum + mixCount, 0),
  };
}
