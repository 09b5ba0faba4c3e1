import Link from "next/link";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { toRoute } from "@/components/ui/route";
import { type Column, Table } from "@/components/ui/table";
import { Age } from "@/components/ui/time";
import { asSentence } from "@/lib/kernel/words";
import type { DeliveryReport } from "@/lib/notifications/delivery-wire";
import { formatLatency } from "./latency";

type Slow = DeliveryReport["slowest"][number];

/** The slowest messages, each linked to its alert. */
export function SlowestTable({ slowest }: { slowest: DeliveryReport["slowest"] }) {
  return (
    <Panel title="Slowest" note="from the breach, or from when it was to leave">
      {slowest.length === 0 ? (
        <Empty kind="nothing-yet" title="Nothing was told in this time">
          The ten slowest messages stand here.
        </Empty>
      ) : (
        <Table
          caption="Slowest"
          columns={COLUMNS}
          rows={slowest}
          keyOf={({ alertId, channel, occasion, name }) => `${alertId} ${channel} ${occasion} ${name}`}
        />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<Slow>[] = [
  { name: "Took", align: "right", cell: ({ tookMs }) => <b className="font-medium">{formatLatency(tookMs)}</b> },
  {
    name: "Alert",
    cell: ({ alertId, ruleName }) => (
      <Link href={toRoute(`/alerts/${alertId}`)} className="underline decoration-line-2">
        A-{alertId} {asSentence(ruleName)}
      </Link>
    ),
  },
  { name: "By", cell: ({ channel, name }) => (name === channel ? channel : `${channel} to ${name}`) },
  { name: "Attempts", align: "right", cell: ({ attempts }) => attempts },
  { name: "Accepted", align: "right", cell: ({ acceptedAt }) => <Age at={acceptedAt} /> },
];
