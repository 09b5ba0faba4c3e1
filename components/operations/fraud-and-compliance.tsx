import { ScoreBands } from "@/components/dashboards/score-bands";
import { Facts } from "@/components/ui/facts";
import { formatNumber } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import type { OperationsDashboard } from "@/lib/dashboards/schema";
import type { ScoreBand } from "@/lib/dashboards/score-bands";

interface FraudAndComplianceProps {
  dashboard: Pick<OperationsDashboard, "fraud" | "compliance">;
  bands: readonly { band: ScoreBand; count: number }[];
}

/** What fraud detection and compliance have on the table. */
export function FraudAndCompliance({ dashboard: { fraud, compliance }, bands }: FraudAndComplianceProps) {
  return (
    <Panel title="Fraud and compliance" note="last hour">
      <Facts
        frame="inside"
        facts={[
          { name: "Fraud flags", figure: formatNumber(fraud.flags) },
          { name: "Average score", figure: fraud.avg_score === null ? "–" : formatNumber(fraud.avg_score, 1) },
        ]}
      />
      <Facts
        frame="inside"
        facts={[
          { name: "Unresolved", figure: formatNumber(fraud.unresolved), aid: `${formatNumber(fraud.backlog)} in all` },
          { name: "Excluded players", figure: formatNumber(compliance.excluded_users) },
        ]}
      />
      <ScoreBands bands={bands} />
    </Panel>
  );
}
