import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import type { Severity } from "@/lib/kernel/severity";
import { describeValue } from "@/lib/rules/describe";
import type { Threshold } from "@/lib/rules/violations";

const STATUS = { info: "info", warning: "warn", critical: "crit", emergency: "emer" } as const satisfies Record<
  Severity,
  string
>;

/** What each metric is held against, with the severity of its default rule. */
export function ThresholdList({ thresholds }: { thresholds: readonly Threshold[] }) {
  return (
    <Panel title="Thresholds" note="one set for all">
      <Table caption="Thresholds" columns={COLUMNS} rows={thresholds} keyOf={({ metric }) => metric} />
    </Panel>
  );
}

const COLUMNS: readonly Column<Threshold>[] = [
  { name: "Metric", cell: ({ metric }) => <code className="mono">{metric}</code> },
  {
    name: "Breached when",
    align: "right",
    cell: ({ metric, condition, threshold }) => `${condition} ${describeValue(threshold, metric)}`,
  },
  { name: "Severity", cell: ({ severity }) => <Badge status={STATUS[severity]} /> },
];
