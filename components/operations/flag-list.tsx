import { MaskedPlayer } from "@/components/dashboards/masked-player";
import { BandSwatch } from "@/components/dashboards/score-bands";
import { Empty } from "@/components/ui/empty";
import { formatNumber } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import { Age } from "@/components/ui/time";
import type { ScoreBand } from "@/lib/dashboards/score-bands";
import { asSentence } from "@/lib/kernel/words";

interface Flag {
  id: string;
  /** Masked. */
  player: string;
  type: string;
  score: number;
  band: ScoreBand;
  createdAt: Date;
}

/** Unresolved flags, the gravest first. */
export function FlagList({ flags, note }: { flags: readonly Flag[]; note: string }) {
  return (
    <Panel title="Flags to look at" note={note}>
      {flags.length === 0 ? (
        <Empty kind="good" title="None unresolved">
          Every fraud flag has been looked at.
        </Empty>
      ) : (
        <Table caption="Flags to look at" columns={COLUMNS} rows={flags} keyOf={({ id }) => id} />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<Flag>[] = [
  { name: "", cell: ({ band }) => <BandSwatch band={band} /> },
  { name: "Type", cell: ({ type }) => asSentence(type) },
  { name: "Player", cell: ({ player }) => <MaskedPlayer player={player} /> },
  { name: "Score", align: "right", cell: ({ score }) => <b>{formatNumber(score)}</b> },
  { name: "Age", align: "right", cell: ({ createdAt }) => <Age at={createdAt} /> },
];
