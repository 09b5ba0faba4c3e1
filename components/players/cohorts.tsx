import { formatNumber, formatQuantity } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { CohortReturn } from "@/lib/dashboards/cohort-returns";

/** Players by the week they joined in, and the share that came back; a dash where it is too early to say. */
export function Cohorts({ cohorts }: { cohorts: readonly CohortReturn[] }) {
  return (
    <Panel title="Who comes back" note="by week of joining">
      <Table caption="Who comes back" columns={COLUMNS} rows={cohorts} keyOf={({ from }) => from.getTime()} />
    </Panel>
  );
}

const percent = (value: number | null) => (value === null ? "–" : formatQuantity(value, "percent"));

const COLUMNS: readonly Column<CohortReturn>[] = [
  { name: "Week from", cell: ({ from }) => <Time at={from} show="day" /> },
  { name: "Joined", align: "right", cell: ({ joined }) => formatNumber(joined) },
  { name: "Day 1", align: "right", cell: ({ day_1 }) => percent(day_1) },
  { name: "Day 7", align: "right", cell: ({ day_7 }) => percent(day_7) },
  { name: "Day 30", align: "right", cell: ({ day_30 }) => percent(day_30) },
];
