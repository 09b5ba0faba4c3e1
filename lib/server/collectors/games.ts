import "server-only";
import { type BrandCount, countActivePlayers, countGames, type RoundSum, sumRounds } from "@/db/queries/platform/games";
import { mean, percentage } from "@/lib/metrics/aggregate";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { byBrand, type Figure, figuresOf, measureGroups, sumBy, type Values } from "./figure";
import type { Reading } from "./reading";

/** Games on offer, and what was played in the last hour. */
export async function collectGames(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const window = windowOf(METRICS.active_players.window, { at, zone: reporting.zone });
  const games = await reading.read("games", (db) => countGames(db, filter));
  const players = await reading.read("active_players", (db) => countActivePlayers(db, filter, window));
  const rounds = await reading.read("game_rounds", (db) => sumRounds(db, filter, window));
  const count = (group: readonly BrandCount[]) => sumBy(group, (row) => row.count);
  return [
    ...(games === null ? [] : gameCounts(games, isLabelled)),
    ...(players === null
      ? []
      : measureGroups({
          rows: players,
          by: [byBrand],
          isLabelled,
          measure: (group) => ({ active_players: count(group) }),
        })),
    ...(rounds === null ? [] : measureGroups({ rows: rounds, by: [byBrand], isLabelled, measure: measureRounds })),
  ];
}

/** A game of no brand is on offer in every one. */
function gameCounts(games: readonly BrandCount[], isLabelled: boolean): Figure[] {
  const shared = sumBy(
    games.filter(({ brand }) => brand === null),
    (row) => row.count,
  );
  const whole = figuresOf({ game_count: sumBy(games, (row) => row.count) }, {});
  if (!isLabelled) return whole;
  const parts = games.flatMap(({ brand, count }) =>
    brand === null ? [] : figuresOf({ game_count: count + shared }, { brand }),
  );
  return [...whole, ...parts];
}

function measureRounds(group: readonly RoundSum[]): Values {
  return {
    game_win_rate: percentage(
      sumBy(group, (row) => row.won),
      sumBy(group, (row) => row.settled),
    ),
    game_avg_duration: mean(
      sumBy(group, (row) => row.duration),
      sumBy(group, (row) => row.ended),
    ),
  };
}
