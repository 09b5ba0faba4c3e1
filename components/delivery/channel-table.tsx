import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { formatNumber } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import type { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { DeliveryReport } from "@/lib/notifications/delivery-wire";
import { type ChannelHops, keepsGoals } from "@/lib/notifications/hops";
import type { NotificationStatus } from "@/lib/notifications/schema";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import { formatLatency } from "./latency";

interface ChannelRow {
  channel: Channel;
  hops: ChannelHops | undefined;
  retries: number;
  counts: Partial<Record<NotificationStatus, number>>;
}

/** How each channel does: whether it keeps the goals, and what became of its messages. */
export function ChannelTable({ report }: { report: DeliveryReport }) {
  const rows = CHANNELS.map((channel) => rowOf(channel, report)).filter(({ counts }) => Object.keys(counts).length > 0);
  return (
    <Panel title="Channels" note="held by quiet hours, groups and caps, and skipped, are decisions and no failures">
      {rows.length === 0 ? (
        <Empty kind="nothing-yet" title="No decision in this time">
          Choose a longer time to see how each channel does.
        </Empty>
      ) : (
        <Table caption="Channels" columns={COLUMNS} rows={rows} keyOf={({ channel }) => channel} />
      )}
    </Panel>
  );
}

function rowOf(channel: Channel, { hops, outcomes, attempts }: DeliveryReport): ChannelRow {
  const own = outcomes.filter((one) => one.channel === channel);
  return {
    channel,
    hops: hops.find((one) => one.channel === channel),
    retries: attempts.find((one) => one.channel === channel)?.retries ?? 0,
    counts: Object.fromEntries(own.map(({ status, rows }) => [status, rows])),
  };
}

function goalOf({ hops }: ChannelRow): { status: Status; word: string } {
  const kept = hops === undefined ? null : keepsGoals(hops.hops.whole);
  if (kept === null) return { status: "unk", word: "Nothing told" };
  return kept ? { status: "ok", word: "Kept" } : { status: "crit", word: "Missed" };
}

const countOf =
  (status: NotificationStatus) =>
  ({ counts }: ChannelRow) =>
    formatNumber(counts[status] ?? 0);

const COLUMNS: readonly Column<ChannelRow>[] = [
  { name: "Goal", cell: (row) => <Badge {...goalOf(row)} /> },
  { name: "Channel", cell: ({ channel }) => <span className="font-medium">{channel}</span> },
  { name: "95 of 100", align: "right", cell: ({ hops }) => formatLatency(hops?.hops.whole.p95 ?? null) },
  { name: "99 of 100", align: "right", cell: ({ hops }) => formatLatency(hops?.hops.whole.p99 ?? null) },
  { name: "Delivered", align: "right", cell: countOf("delivered") },
  { name: "Failed", align: "right", cell: countOf("failed") },
  { name: "Waiting", align: "right", cell: ({ counts }) => formatNumber((counts.queued ?? 0) + (counts.sending ?? 0)) },
  { name: "Held", align: "right", cell: countOf("held") },
  { name: "Skipped", align: "right", cell: countOf("skipped") },
  { name: "Retries", align: "right", cell: ({ retries }) => formatNumber(retries) },
];
