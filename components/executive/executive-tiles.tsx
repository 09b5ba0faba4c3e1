import { formatMoney, formatNumber, formatQuantity } from "@/components/ui/figure";
import { MetricTile, TileLedger } from "@/components/ui/tile";
import type { ExecutiveDashboard } from "@/lib/dashboards/schema";

interface Counts {
  deposits: number;
  withdrawals: number;
  newDepositors: number;
}

/** The six figures under the hero: money in, money out, play, return, people. */
export function ExecutiveTiles({ dashboard, counts }: { dashboard: ExecutiveDashboard; counts: Counts }) {
  const { financial, users, games } = dashboard;
  const sign = (value: number) => formatMoney(value.toFixed(8), financial.currency);
  const won = games.win_rate === null ? "none settled" : `${formatQuantity(games.win_rate, "percent")} won`;
  return (
    <TileLedger label="Today">
      <MetricTile
        size="small"
        name="Deposits"
        figure={sign(financial.deposits)}
        kind="money"
        comparison={`${formatNumber(counts.deposits)} payments`}
      />
      <MetricTile
        size="small"
        name="Withdrawals"
        figure={sign(financial.withdrawals)}
        kind="money"
        comparison={`${formatNumber(counts.withdrawals)} payments`}
      />
      <MetricTile size="small" name="Rounds played" figure={formatNumber(games.games_played)} comparison={won} />
      <MetricTile
        size="small"
        name="ROI"
        figure={financial.roi_percentage === null ? null : formatNumber(financial.roi_percentage, 1)}
        unit="%"
        comparison="net revenue of deposits"
      />
      <MetricTile
        size="small"
        name="Players today"
        figure={formatNumber(users.active)}
        comparison={`${formatNumber(games.total_games)} games on offer`}
      />
      <MetricTile
        size="small"
        name="New players"
        figure={formatNumber(users.new_today)}
        comparison={`${formatNumber(counts.newDepositors)} deposited`}
      />
    </TileLedger>
  );
}
