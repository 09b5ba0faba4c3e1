import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import { type MoneyAsked, QUARTER } from "./money";

export const GameResult = z.object({
  gameId: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Theoretical return to player, %. */
  rtp: z.number().nullable(),
  currency: z.string(),
  day: z.string(),
  rounds: z.number(),
  stakes: z.string(),
  payouts: z.string(),
});
/** What a game's settled rounds of one currency and local day took and gave. */
export type GameResult = z.infer<typeof GameResult>;

/** Settled rounds of a window by game, currency and local day. A game that is not configured any more is named by its id. */
export function listGameResults(
  db: Queryable,
  filter: BrandFilter,
  { zone, ...window }: MoneyAsked,
): Promise<GameResult[]> {
  return readRows(
    db,
    GameResult,
    sql`
      select game_id as "gameId", coalesce(g.name, game_id) as name, coalesce(g.kind, '') as kind, g.rtp::float8 as rtp,
        results.currency, day, rounds, stakes::text, payouts::text
      from (
        select game_id, currency, (quarter at time zone ${zone})::date::text as day, sum(rounds)::int as rounds,
          sum(stakes) as stakes, sum(payouts) as payouts
        from (
          select game_id, currency, ${QUARTER} as quarter, count(*) as rounds, sum(stake) as stakes, sum(payout) as payouts
          from platform.game_rounds where ${inScope(filter)} and status = 'settled' and ${within(window)} group by 1, 2, 3
        ) quarters group by 1, 2, 3
      ) results
      left join platform.games g on g.id = results.game_id`,
  );
}
