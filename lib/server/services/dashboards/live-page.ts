import "server-only";
import { listMinutesOfDeposits } from "@/db/queries/dashboards/payments";
import { sumConverted } from "@/lib/kernel/exchange";
import { roundTo, toNumber } from "@/lib/kernel/money";
import { addMs, floorTo, MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { type Asked, questionOf } from "@/lib/server/dashboards/question";
import { exchangeFor, reporting } from "@/lib/server/reporting";

export interface DepositsPerMinute {
  currency: string;
  /** Whole minutes only, the oldest first: the one under way would look like a fall. */
  points: { at: Date; amount: number }[];
}

/** Completed deposits of each of the last three hours' minutes. */
export async function depositsPerMinute(
  ctx: Context,
  { minutes = 180, ...asked }: Asked & { minutes?: number },
): Promise<DepositsPerMinute> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const to = floorTo(at, MINUTE_MS);
  const from = addMs(to, -minutes * MINUTE_MS);
  const rows = await listMinutesOfDeposits(platform, filter, { from, to, zone: reporting().zone });
  const exchange = await exchangeFor(platform, filter, { amounts: rows, to });
  const points = Array.from({ length: minutes }, (_, index) => {
    const minute = addMs(from, index * MINUTE_MS);
    const own = rows.filter((row) => row.at.getTime() === minute.getTime());
    return { at: minute, amount: toNumber(roundTo(sumConverted(own, exchange.rateOf).total, exchange.currency)) };
  });
  return { currency: exchange.currency, points };
}
