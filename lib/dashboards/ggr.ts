import { type Exchange, sumConverted } from "@/lib/kernel/exchange";
import { type Decimal, percentOf, roundTo, subtract, toNumber, toScaled } from "@/lib/kernel/money";
import { addMs, type Interval } from "@/lib/kernel/time";
import { calendarDay, dayAfter, instantOn, sameTimeBefore, WALL_DAY_MS, wallHoursOf, wallMs } from "@/lib/kernel/zone";

/** Bets and payouts of one currency on one local day, whatever else tells them apart. */
interface Play {
  currency: string;
  day: string;
  bets: Decimal;
  payouts: Decimal;
}

/** Told in one currency, not yet rounded; what has no rate is left out. */
export interface PlaySum {
  bets: Decimal;
  payouts: Decimal;
  ggr: Decimal;
}

/** Bets − payouts over any rows, in the exchange's currency. */
export function sumPlay(rows: readonly Play[], { rateOf }: Exchange): PlaySum {
  const total = (figure: "bets" | "payouts") =>
    sumConverted(
      rows.map((row) => ({ currency: row.currency, day: row.day, amount: row[figure] })),
      rateOf,
    ).total;
  const [bets, payouts] = [total("bets"), total("payouts")];
  return { bets, payouts, ggr: subtract(bets, payouts) };
}

/** GGR of an hour of today; `null` where it has not begun, or (the day before) where its rows are no longer all there. */
export interface HourOfGgr {
  at: Date;
  ggr: number | null;
  dayBefore: number | null;
}

interface HoursAsked {
  exchange: Exchange;
  zone: string;
  at: Date;
  /** From when on every row is there. */
  fullFrom: Date;
}

/**
 * The hours of the local day of `at` (23 or 25 where the clocks change, one of them half where they change by half an hour),
 * each beside the hour of the same name a day before; null where the clocks skipped that one.
 */
export function hoursOfGgr(
  quarters: readonly (Play & { at: Date })[],
  { exchange, zone, at, fullFrom }: HoursAsked,
): HourOfGgr[] {
  const within = (interval: Interval) => {
    const rows = quarters.filter((quarter) => quarter.at >= interval.from && quarter.at < interval.to);
    return toNumber(roundTo(sumPlay(rows, exchange).ggr, exchange.currency));
  };
  return wallHoursOf(dayOf(at, zone), zone).map((hour) => {
    const from = sameTimeBefore(hour.from, zone, 1);
    const before = { from, to: addMs(from, hour.to.getTime() - hour.from.getTime()) };
    const isThere = localHour(before.from, zone) === localHour(hour.from, zone);
    return {
      at: hour.from,
      ggr: hour.from < at ? within(hour) : null,
      dayBefore: isThere && before.from >= fullFrom && before.to <= at ? within(before) : null,
    };
  });
}

function localHour(at: Date, zone: string): number {
  return wallMs(at, zone) % WALL_DAY_MS;
}

/** The local day an instant lies in, from midnight to the next. */
function dayOf(at: Date, zone: string): Interval {
  const day = calendarDay(at, zone);
  return { from: instantOn(day, 0, zone), to: instantOn(dayAfter(day, zone), 0, zone) };
}

/** A game's results over all currencies; rates in %, `rtp` null where nothing was staked. */
export interface GameGgr {
  gameId: string;
  name: string;
  kind: string;
  rounds: number;
  bets: number;
  ggr: number;
  rtp: number | null;
  expectedRtp: number | null;
}

interface GameRow {
  gameId: string;
  name: string;
  kind: string;
  rtp: number | null;
  currency: string;
  day: string;
  rounds: number;
  stakes: Decimal;
  payouts: Decimal;
}

/** Games by GGR, most first; RTP is payouts of stakes in %. */
export function gamesByGgr(rows: readonly GameRow[], exchange: Exchange): GameGgr[] {
  const money = (amount: Decimal) => toNumber(roundTo(amount, exchange.currency));
  const games = [...new Set(rows.map(({ gameId }) => gameId))].flatMap((id) => {
    const own = rows.filter(({ gameId }) => gameId === id);
    const [first] = own;
    if (first === undefined) return [];
    const sum = sumPlay(
      own.map((row) => ({ ...row, bets: row.stakes })),
      exchange,
    );
    const rounds = own.reduce((total, row) => total + row.rounds, 0);
    const { gameId, name, kind, rtp: expectedRtp } = first;
    return [
      {
        sum,
        game: {
          gameId,
          name,
          kind,
          rounds,
          bets: money(sum.bets),
          ggr: money(sum.ggr),
          rtp: percentOf(sum.payouts, sum.bets),
          expectedRtp,
        },
      },
    ];
  });
  return games.sort((a, b) => compare(b.sum.ggr, a.sum.ggr)).map(({ game }) => game);
}

/** What one brand won. */
export interface BrandGgr {
  brand: string;
  ggr: number;
}

/** Brands by GGR, most first. */
export function brandsByGgr(rows: readonly (Play & { brand: string })[], exchange: Exchange): BrandGgr[] {
  const brands = [...new Set(rows.map(({ brand }) => brand))].map((brand) => ({
    brand,
    ggr: sumPlay(
      rows.filter((row) => row.brand === brand),
      exchange,
    ).ggr,
  }));
  return brands
    .sort((a, b) => compare(b.ggr, a.ggr))
    .map(({ brand, ggr }) => ({ brand, ggr: toNumber(roundTo(ggr, exchange.currency)) }));
}

function compare(a: Decimal, b: Decimal): number {
  const difference = toScaled(a) - toScaled(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
