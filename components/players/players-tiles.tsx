import { JudgedTile } from "@/components/dashboards/judged-tile";
import { formatDuration } from "@/components/ui/duration";
import { formatMoney } from "@/components/ui/figure";
import { MetricTile, TileLedger } from "@/components/ui/tile";
import type { PlayersDashboard } from "@/lib/dashboards/schema";
import { SECOND_MS } from "@/lib/kernel/time";
import type { MetricName } from "@/lib/metrics/catalogue";

interface PlayersTilesProps {
  dashboard: PlayersDashboard;
  sparks: ReadonlyMap<MetricName, readonly number[]>;
}

/** A day of players in six figures. */
export function PlayersTiles({ dashboard: { players, sessions, bets, retention }, sparks }: PlayersTilesProps) {
  const sign = (value: number | null) => (value === null ? null : formatMoney(value.toFixed(8), bets.currency));
  const lasted = (seconds: number | null) => (seconds === null ? null : formatDuration(seconds * SECOND_MS));
  return (
    <TileLedger label="24 hours">
      <JudgedTile
        name="Active now"
        value={players.active_now}
        unit="count"
        comparison="last 5 min"
        spark={sparks.get("active_players")}
      />
      <JudgedTile name="Active in 24 h" value={players.active_today} unit="count" comparison="distinct players" />
      <JudgedTile
        name="New today"
        value={sparks.get("user_new_today")?.at(-1) ?? null}
        unit="count"
        spark={sparks.get("user_new_today")}
      />
      <MetricTile
        name="Average session"
        figure={lasted(sessions.avg_duration)}
        comparison={sessions.max_duration === null ? undefined : `longest ${lasted(sessions.max_duration)}`}
      />
      <MetricTile
        name="Average bet"
        figure={sign(bets.avg)}
        kind="money"
        comparison={bets.max === null ? undefined : `${sign(bets.min)} to ${sign(bets.max)}`}
      />
      <JudgedTile
        name="Back after a day"
        value={retention.day_1}
        unit="percent"
        comparison="of yesterday's new players"
      />
    </TileLedger>
  );
}
