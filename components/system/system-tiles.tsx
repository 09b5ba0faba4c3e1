import { JudgedTile, thresholdOf } from "@/components/dashboards/judged-tile";
import { formatNumber } from "@/components/ui/figure";
import { TileLedger } from "@/components/ui/tile";
import type { SystemDashboard } from "@/lib/dashboards/schema";
import type { MetricName } from "@/lib/metrics/catalogue";
import type { Threshold } from "@/lib/rules/violations";

interface SystemTilesProps {
  dashboard: SystemDashboard;
  current: Readonly<Record<string, number | null>>;
  thresholds: readonly Threshold[];
  sparks: ReadonlyMap<MetricName, readonly number[]>;
}

/** The system in six figures. */
export function SystemTiles({ dashboard, current, thresholds, sparks }: SystemTilesProps) {
  const { database, errors, uptime_percentage: uptime } = dashboard;
  return (
    <TileLedger label="System">
      <JudgedTile
        name="API p99"
        value={current.api_latency_p99 ?? null}
        unit="ms"
        threshold={thresholdOf(thresholds, "api_latency_p99")}
        spark={sparks.get("api_latency_p99")}
      />
      <JudgedTile
        name="Database latency"
        value={current.database_latency ?? null}
        unit="ms"
        spark={sparks.get("database_latency")}
      />
      <JudgedTile
        name="Cache hits"
        value={current.cache_hit_rate ?? null}
        unit="percent"
        threshold={thresholdOf(thresholds, "cache_hit_rate")}
        spark={sparks.get("cache_hit_rate")}
      />
      <JudgedTile
        name="Errors, last hour"
        value={errors.last_hour}
        unit="count"
        comparison={`${Object.keys(errors.types).length} types`}
      />
      <JudgedTile name="Uptime" value={uptime} unit="percent" comparison="checks that were not critical" />
      <JudgedTile
        name="Transactions stored"
        value={database.transactions}
        unit="count"
        comparison={`${formatNumber(database.users)} players, ${formatNumber(database.audit_events)} audit events`}
      />
    </TileLedger>
  );
}
