import { JudgedTile, thresholdOf } from "@/components/dashboards/judged-tile";
import { formatNumber } from "@/components/ui/figure";
import { TileLedger } from "@/components/ui/tile";
import { completedShare } from "@/lib/dashboards/rates";
import type { OperationsDashboard } from "@/lib/dashboards/schema";
import type { MetricName } from "@/lib/metrics/catalogue";
import type { Threshold } from "@/lib/rules/violations";

interface OperationsTilesProps {
  dashboard: OperationsDashboard;
  thresholds: readonly Threshold[];
  sparks: ReadonlyMap<MetricName, readonly number[]>;
}

/** The last hour of wallet and payments in six figures. */
export function OperationsTiles({ dashboard: { transactions, payments }, thresholds, sparks }: OperationsTilesProps) {
  return (
    <TileLedger label="Last hour">
      <JudgedTile name="Transactions" value={transactions.count} unit="count" spark={sparks.get("transaction_count")} />
      <JudgedTile
        name="Transactions complete"
        value={completedShare(transactions)}
        unit="percent"
        comparison={formatNumber(transactions.completed)}
      />
      <JudgedTile
        name="Transaction errors"
        value={transactions.error_rate}
        unit="percent"
        threshold={thresholdOf(thresholds, "transaction_error_rate")}
        spark={sparks.get("transaction_error_rate")}
      />
      <JudgedTile name="Payments" value={payments.count} unit="count" spark={sparks.get("payment_count")} />
      <JudgedTile
        name="Payments complete"
        value={completedShare(payments)}
        unit="percent"
        comparison={formatNumber(payments.completed)}
      />
      <JudgedTile
        name="Payment failures"
        value={payments.failure_rate}
        unit="percent"
        threshold={thresholdOf(thresholds, "payment_failure_rate")}
        spark={sparks.get("payment_failure_rate")}
      />
    </TileLedger>
  );
}
