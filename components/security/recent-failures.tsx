import { MaskedPlayer } from "@/components/dashboards/masked-player";
import { Empty } from "@/components/ui/empty";
import { formatMoney } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RecentFailure } from "@/lib/dashboards/schema";
import { asSentence, properName } from "@/lib/kernel/words";

/** The newest transactions and payments that failed; players masked. */
export function RecentFailures({ failures }: { failures: readonly RecentFailure[] }) {
  return (
    <Panel title="Recent failures" note="newest first">
      {failures.length === 0 ? (
        <Empty kind="good" title="None">
          No transaction failed in the last 24 h.
        </Empty>
      ) : (
        <Table caption="Recent failures" columns={COLUMNS} rows={failures} keyOf={({ kind, id }) => `${kind} ${id}`} />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<RecentFailure>[] = [
  { name: "At", cell: ({ created_at }) => <Time at={created_at} show="smart" /> },
  { name: "What", cell: ({ kind }) => asSentence(kind) },
  { name: "Reason", cell: ({ reason }) => (reason === null ? "–" : asSentence(reason)) },
  {
    name: "Amount",
    align: "right",
    kind: "money",
    cell: ({ amount, currency }) => formatMoney(amount.toFixed(8), currency, "exact"),
  },
  { name: "Player", cell: ({ player }) => <MaskedPlayer player={player} /> },
  { name: "Brand", cell: ({ brand }) => properName(brand) },
];
