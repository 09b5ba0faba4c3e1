import { JudgedTile, thresholdOf } from "@/components/dashboards/judged-tile";
import { TileLedger } from "@/components/ui/tile";
import type { SecurityDashboard } from "@/lib/dashboards/schema";
import type { MetricName } from "@/lib/metrics/catalogue";
import type { Threshold } from "@/lib/rules/violations";

interface SecurityTilesProps {
  dashboard: SecurityDashboard;
  /** Critical flags of the last hour, what the rule judges. */
  criticalNow: number | null;
  thresholds: readonly Threshold[];
  sparks: ReadonlyMap<MetricName, readonly number[]>;
}

/** The day's security in six figures. */
export function SecurityTiles({ dashboard, criticalNow, thresholds, sparks }: SecurityTilesProps) {
  const { fraud_flags: flags, compliance_violations: compliance, limit_violations: limits } = dashboard;
  const reached = Object.values(limits).reduce((sum, count) => sum + count, 0);
  return (
    <TileLedger label="24 hours">
      <JudgedTile
        name="Critical flags"
        value={criticalNow}
        unit="count"
        word="in 1 h"
        comparison={`${flags.critical} in 24 h`}
        threshold={thresholdOf(thresholds, "fraud_critical_count")}
        spark={sparks.get("fraud_critical_count")}
      />
      <JudgedTile name="High" value={flags.high} unit="count" comparison="score 50 to 75" />
      <JudgedTile name="Medium" value={flags.medium} unit="count" comparison="score 20 to 50" />
      <JudgedTile
        name="Flags per hour"
        value={sparks.get("fraud_flags_count")?.at(-1) ?? null}
        unit="count"
        spark={sparks.get("fraud_flags_count")}
      />
      <JudgedTile
        name="Compliance violations"
        value={compliance.new}
        unit="count"
        comparison={`${compliance.permanent} permanent`}
      />
      <JudgedTile name="Limits reached" value={reached} unit="count" comparison="bet, deposit, loss, session" />
    </TileLedger>
  );
}
