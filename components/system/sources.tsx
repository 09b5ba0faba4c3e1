import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { formatQuantity } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import type { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import { Age } from "@/components/ui/time";
import { asSentence } from "@/lib/kernel/words";
import type { SourceState } from "@/lib/metrics/sources";

const STATUS: Record<SourceState["status"], { status: Status; word: string }> = {
  ok: { status: "ok", word: "OK" },
  slow: { status: "warn", word: "Slow" },
  missing: { status: "warn", word: "Missing" },
  failed: { status: "crit", word: "Failing" },
};

/** What the collection reads, and how it did the last time: the first place to look when a figure is missing. */
export function Sources({ sources }: { sources: readonly SourceState[] }) {
  const ailing = sources.filter(({ status }) => status !== "ok").length;
  return (
    <Panel
      title="Sources"
      note={ailing === 0 ? `${sources.length} read well` : `${ailing} of ${sources.length} ailing`}
    >
      {sources.length === 0 ? (
        <Empty kind="nothing-yet" title="Nothing read yet">
          The first collection is a few seconds away.
        </Empty>
      ) : (
        <Table caption="Sources" columns={COLUMNS} rows={sources} keyOf={({ source }) => source} />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<SourceState>[] = [
  { name: "State", cell: ({ status }) => <Badge {...STATUS[status]} /> },
  { name: "Source", cell: ({ source }) => <span className="font-medium">{asSentence(source)}</span> },
  {
    name: "Took",
    align: "right",
    cell: ({ lastDurationMs }) => (lastDurationMs === null ? "–" : formatQuantity(lastDurationMs, "ms")),
  },
  { name: "Read", align: "right", cell: ({ lastOkAt }) => (lastOkAt === null ? "never" : <Age at={lastOkAt} />) },
  {
    name: "Warning",
    cell: ({ warning }) => <span className="whitespace-normal text-text-2">{warning ?? ""}</span>,
  },
];
