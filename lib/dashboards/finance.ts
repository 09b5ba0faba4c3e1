import { type Decimal, percentOf, roundTo, subtract, toNumber } from "@/lib/kernel/money";
import type { ExecutiveDashboard } from "./schema";

/** What money did over a period, completed rows only, in one currency, not yet rounded. */
export interface Turnover {
  deposits: Decimal;
  withdrawals: Decimal;
  bets: Decimal;
  payouts: Decimal;
  bonuses: Decimal;
}

type Financial = Omit<ExecutiveDashboard["financial"], "left_out">;

/**
 * Gross revenue = deposits − withdrawals, net revenue = gross − payouts, ROI = net of deposits in % (all L's, whose sample
 * they explain); GGR = bets − payouts, NGR = GGR − bonuses credited. Each is rounded once, from exact sums.
 */
export function financialOf(turnover: Turnover, currency: string): Financial {
  const { deposits, withdrawals, bets, payouts, bonuses } = turnover;
  const gross = subtract(deposits, withdrawals);
  const net = subtract(gross, payouts);
  const ggr = subtract(bets, payouts);
  const money = (amount: Decimal) => toNumber(roundTo(amount, currency));
  return {
    currency,
    deposits: money(deposits),
    bets: money(bets),
    payouts: money(payouts),
    withdrawals: money(withdrawals),
    gross_revenue: money(gross),
    net_revenue: money(net),
    roi_percentage: percentOf(net, deposits),
    ggr: money(ggr),
    ngr: money(subtract(ggr, bonuses)),
  };
}
