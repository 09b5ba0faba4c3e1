import "server-only";
import { type MoneySum, sumPayments } from "@/db/queries/dashboards/money";
import { countNewPlayers, readPlay } from "@/db/queries/dashboards/play";
import { countGames } from "@/db/queries/platform/games";
import { financialOf } from "@/lib/dashboards/finance";
import { periodOf } from "@/lib/dashboards/period";
import { shareOf } from "@/lib/dashboards/rates";
import type { ExecutiveDashboard } from "@/lib/dashboards/schema";
import { totalOf } from "@/lib/dashboards/type-counts";
import { AppError } from "@/lib/kernel/errors";
import { type Exchange, sumConverted } from "@/lib/kernel/exchange";
import { roundTo, toNumber } from "@/lib/kernel/money";
import type { Context } from "@/lib/server/context";
import { exchangeFor, reporting } from "@/lib/server/reporting";
import { type Asked, questionOf } from "./question";

export interface ExecutiveAsked extends Asked {
  from?: Date | undefined;
  to?: Date | undefined;
}

/**
 * D1: today from midnight of the reporting zone to `at`, or `[from, to)`.
 * @throws AppError `invalid` on `to` or `from` when the period would not go forward, `forbidden` for a brand out of scope.
 */
export async function readExecutive(ctx: Context, asked: ExecutiveAsked): Promise<ExecutiveDashboard> {
  const { platform, filter } = questionOf(ctx, asked);
  const { zone } = reporting();
  const period = periodOf(asked, zone, ctx.now());
  if (period.kind === "refused") throw new AppError("invalid", period.reason, { field: period.field });
  const window = { from: period.from, to: period.to, zone };
  const play = await readPlay(platform, filter, window);
  const sums = [...play.money, ...(await sumPayments(platform, filter, window))];
  const exchange = await exchangeFor(platform, filter, { amounts: sums, to: period.to });
  const newToday = await countNewPlayers(platform, filter, period);
  const games = await countGames(platform, filter);
  return {
    period: period.name,
    financial: financial(sums, exchange),
    users: { active: play.activePlayers, new_today: newToday },
    games: {
      total_games: totalOf(games),
      games_played: play.rounds,
      win_rate: shareOf(play.won, play.settled),
    },
  };
}

function financial(sums: readonly MoneySum[], { currency, rateOf }: Exchange): ExecutiveDashboard["financial"] {
  const of = (wanted: MoneySum["figure"]) => {
    const amounts = sums.filter(({ figure }) => figure === wanted);
    return sumConverted(amounts, rateOf);
  };
  const [deposits, withdrawals, bets, payouts, bonuses] = [
    of("deposit"),
    of("withdrawal"),
    of("bet"),
    of("payout"),
    of("bonus"),
  ];
  const leftOut = Object.entries({ deposits, withdrawals, bets, payouts, bonuses }).flatMap(([figure, part]) =>
    part.leftOut.map((left) => ({
      figure,
      currency: left.currency,
      amount: toNumber(roundTo(left.amount, left.currency)),
    })),
  );
  const turnover = {
    deposits: deposits.total,
    withdrawals: withdrawals.total,
    bets: bets.total,
    payouts: payouts.total,
    bonuses: bonuses.total,
  };
  return { ...financialOf(turnover, currency), ...(leftOut.length === 0 ? {} : { left_out: leftOut }) };
}
