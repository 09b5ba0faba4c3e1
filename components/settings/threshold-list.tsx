import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import type { Severity } from "@/lib/kernel/severity";
import { defaultOf, isDefault } from "@/lib/rules/change-thresholds";
import { describeLimit } from "@/lib/rules/describe";
import type { Threshold } from "@/lib/rules/violations";
import { ThresholdEditor } from "./threshold-editor";

const STATUS = { info: "info", warning: "warn", critical: "crit", emergency: "emer" } as const satisfies Record<
  Severity,
  string
>;

interface ThresholdListProps {
  thresholds: readonly Threshold[];
  mayChange: boolean;
}

/** What each metric is held against, with the severity of its default rule. */
export function ThresholdList({ thresholds, mayChange }: ThresholdListProps) {
  return (
    <Panel title="Thresholds" note="one set for all">
      <Table
        caption="Thresholds"
        columns={mayChange ? [...COLUMNS, CHANGE] : COLUMNS}
        rows={thresholds}
        keyOf={({ metric }) => metric}
      />
    </Panel>
  );
}

const COLUMNS: readonly Column<Threshold>[] = [
  { name: "Metric", cell: ({ metric }) => <code className="mono">{metric}</code> },
  { name: "Breached when", align: "right", cell: (threshold) => <Limit {...threshold} /> },
  { name: "Severity", cell: ({ severity }) => <Badge status={STATUS[severity]} /> },
];

const CHANGE: Column<Threshold> = {
  name: "",
  align: "right",
  cell: (threshold) => <ThresholdEditor threshold={threshold} />,
};

function Limit({ metric, condition, threshold }: Threshold) {
  const usual = defaultOf(metric);
  return (
    <>
      {condition} {describeLimit(threshold, metric)}
      {usual !== undefined && !isDefault({ metric, threshold }) && (
        <small className="block text-12 text-text-3">by default {describeLimit(usual, metric)}</small>
      )}
    </>
  );
}
