import "server-only";
import { listGameResults } from "@/db/queries/dashboards/game-results";
import { listQuartersOfPlay } from "@/db/queries/dashboards/ggr";
import { countPayments, type PaymentCounts } from "@/db/queries/dashboards/payments";
import { type BrandGgr, brandsByGgr, type GameGgr, gamesByGgr, type HourOfGgr, hoursOfGgr } from "@/lib/dashboards/ggr";
import type { ExecutiveDashboard } from "@/lib/dashboards/schema";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import { startOfDay } from "@/lib/kernel/zone";
import type { Context } from "@/lib/server/context";
import { readExecutive } from "@/lib/server/dashboards/executive";
import { type Asked, questionOf } from "@/lib/server/dashboards/question";
import { shared } from "@/lib/server/dashboards/share";
import { exchangeFor, reporting } from "@/lib/server/reporting";
import { recordPageView } from "./record-view";

/** How far back a platform must keep every row: older ones may have been thinned or archived. */
const FULL_ROWS_MS = 26 * HOUR_MS;

export interface GgrToday {
  currency: string;
  hours: HourOfGgr[];
  brands: BrandGgr[];
}

/** GGR of today by hour, beside the same hours of the day before as far as their rows are all there, and by brand. */
export async function ggrToday(ctx: Context, asked: Asked): Promise<GgrToday> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const { zone } = reporting();
  const fullFrom = addMs(at, -FULL_ROWS_MS);
  const midnight = startOfDay(at, zone);
  const quarters = await listQuartersOfPlay(platform, filter, { from: fullFrom, to: at, zone });
  const exchange = await exchangeFor(platform, filter, { amounts: quarters, to: at });
  const today = quarters.filter((quarter) => quarter.at >= midnight);
  return {
    currency: exchange.currency,
    hours: hoursOfGgr(quarters, { exchange, zone, at, fullFrom }),
    brands: brandsByGgr(today, exchange),
  };
}

export interface TopGames {
  currency: string;
  /** How many games were played at all. */
  played: number;
  games: GameGgr[];
}

/** The games that won most today, with the return to player they had and should have. */
export async function topGames(ctx: Context, { limit = 6, ...asked }: Asked & { limit?: number }): Promise<TopGames> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const { zone } = reporting();
  const results = await listGameResults(platform, filter, { from: startOfDay(at, zone), to: at, zone });
  const exchange = await exchangeFor(platform, filter, { amounts: results, to: at });
  const games = gamesByGgr(results, exchange);
  return { currency: exchange.currency, played: games.length, games: games.slice(0, limit) };
}

/** Completed payments of today by direction, and how many of today's new players deposited. */
export function paymentsToday(ctx: Context, asked: Asked): Promise<PaymentCounts> {
  const { platform, filter, at } = questionOf(ctx, asked);
  return countPayments(platform, filter, { from: startOfDay(at, reporting().zone), to: at });
}

export interface ExecutivePage {
  /** When it was read: the end of all its windows. */
  at: Date;
  dashboard: ExecutiveDashboard;
  ggr: GgrToday;
  games: TopGames;
  payments: PaymentCounts;
}

/** What the executive page shows, read once for all who look (lib/server/dashboards/share); the look is audited. */
export async function executivePage(ctx: Context, { brand }: Pick<Asked, "brand">): Promise<ExecutivePage> {
  const page = await shared(ctx, { name: "executive-page", brand }, async (at) => {
    const asked = { brand, at };
    return {
      at,
      dashboard: await readExecutive(ctx, asked),
      ggr: await ggrToday(ctx, asked),
      games: await topGames(ctx, asked),
      payments: await paymentsToday(ctx, asked),
    };
  });
  await recordPageView(ctx, "executive", { brand });
  return page;
}
