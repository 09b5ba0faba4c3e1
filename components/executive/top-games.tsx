import { Empty } from "@/components/ui/empty";
import { formatMoney, formatNumber } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import { asSentence } from "@/lib/kernel/words";

interface Game {
  gameId: string;
  name: string;
  kind: string;
  rounds: number;
  bets: number;
  ggr: number;
  rtp: number | null;
  expectedRtp: number | null;
}

interface TopGamesProps {
  currency: string;
  played: number;
  games: readonly Game[];
}

/** The games that made most today, with the return they gave beside the one they should give. */
export function TopGamesPanel({ currency, played, games }: TopGamesProps) {
  return (
    <Panel title="Top games by GGR" note={`${games.length} of ${played} played today`}>
      {games.length === 0 ? (
        <Empty kind="nothing-yet" title="No round yet today">
          The first settled round of the day appears here.
        </Empty>
      ) : (
        <Table caption="Top games by GGR" columns={columnsIn(currency)} rows={games} keyOf={({ gameId }) => gameId} />
      )}
    </Panel>
  );
}

function columnsIn(currency: string): readonly Column<Game>[] {
  const sign = (value: number) => formatMoney(value.toFixed(8), currency);
  const percent = (value: number | null) => (value === null ? "–" : `${formatNumber(value, 1)} %`);
  return [
    { name: "Game", cell: ({ name }) => <span className="font-medium">{name}</span> },
    { name: "GGR", align: "right", kind: "money", cell: ({ ggr }) => sign(ggr) },
    { name: "RTP today", align: "right", cell: ({ rtp }) => percent(rtp) },
    { name: "Expected", align: "right", cell: ({ expectedRtp }) => percent(expectedRtp) },
    { name: "Bets", align: "right", cell: ({ bets }) => sign(bets) },
    { name: "Rounds", align: "right", cell: ({ rounds }) => formatNumber(rounds) },
    { name: "Kind", cell: ({ kind }) => asSentence(kind) },
  ];
}
