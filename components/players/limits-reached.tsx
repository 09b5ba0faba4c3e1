import { MaskedPlayer } from "@/components/dashboards/masked-player";
import { Empty } from "@/components/ui/empty";
import { formatNumber } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import { Age } from "@/components/ui/time";
import { asSentence, properName } from "@/lib/kernel/words";

interface PlayerToLookAt {
  /** Masked. */
  player: string;
  brand: string;
  type: string;
  count: number;
  lastAt: Date;
}

/** Who ran into a limit, most often first. */
export function LimitsReached({ players }: { players: readonly PlayerToLookAt[] }) {
  return (
    <Panel title="Players to look at" note="limits reached, 24 h">
      {players.length === 0 ? (
        <Empty kind="good" title="None">
          Nobody ran into a limit in 24 h.
        </Empty>
      ) : (
        <Table
          caption="Players to look at"
          columns={COLUMNS}
          rows={players}
          keyOf={({ player, brand, type, lastAt }) => `${brand} ${player} ${type} ${lastAt.getTime()}`}
        />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<PlayerToLookAt>[] = [
  { name: "Player", cell: ({ player }) => <MaskedPlayer player={player} /> },
  { name: "Brand", cell: ({ brand }) => properName(brand) },
  { name: "Limit", cell: ({ type }) => asSentence(type) },
  { name: "Times", align: "right", cell: ({ count }) => formatNumber(count) },
  { name: "Last", align: "right", cell: ({ lastAt }) => <Age at={lastAt} /> },
];
