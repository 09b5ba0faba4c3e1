import { GAMES, type Game, type GameTable } from "./games";
import { BRANDS } from "./platform";
import { itemAt, randomOf } from "./random";
import { STREAM, type World } from "./schema";

/** The phases a table moves through, in order, with the share of its cycle each takes. */
export const TABLE_STATES = [
  { state: "waiting", share: 0.14 },
  { state: "betting", share: 0.3 },
  { state: "in_play", share: 0.44 },
  { state: "settling", share: 0.12 },
] as const;
export type TableState = (typeof TABLE_STATES)[number]["state"];

/** One table of each shared game, the brands in turn, and a second one for the two most played. */
export const GAME_TABLES: readonly GameTable[] = sharedGames().map((game, index) => {
  const brand = itemAt(BRANDS, index % BRANDS.length);
  return { id: `table-${index + 1}`, brand: brand.key, game, name: `${brand.name} ${game.name}` };
});

export interface TableRow {
  table: GameTable;
  state: TableState;
  sinceMs: number;
  players: number;
  bots: number;
}

/** Where a table is in its cycle at an instant; cycles are 40 to 75 seconds, a table's own. */
export function tableAt({ seed }: World, table: GameTable, ms: number): TableRow {
  const number = GAME_TABLES.indexOf(table);
  const own = randomOf(seed, STREAM.tables, number);
  const cycleMs = Math.round(own.between(40_000, 75_000));
  const cycle = Math.floor(ms / cycleMs);
  const seated = randomOf(seed, STREAM.tables, number, cycle);
  const players = seated.int(1, 7);
  let sinceMs = cycle * cycleMs;
  for (const { state, share } of TABLE_STATES) {
    const untilMs = sinceMs + Math.round(share * cycleMs);
    if (ms < untilMs) return { table, state, sinceMs, players, bots: seated.int(0, 3) };
    sinceMs = untilMs;
  }
  return { table, state: "settling", sinceMs, players, bots: 0 };
}

function sharedGames(): readonly Game[] {
  const shared = GAMES.filter((game) => game.isShared);
  return [...shared, ...shared.slice(0, 2), ...shared.slice(-2)];
}
