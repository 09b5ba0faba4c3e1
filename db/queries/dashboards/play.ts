import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type MoneyAsked, MoneySum, QUARTER } from "./money";

const Play = z.object({
  /** Who has a round or a transaction of any state. */
  activePlayers: z.number(),
  /** Rounds begun, those voided not counted. */
  rounds: z.number(),
  settled: z.number(),
  /** Settled with a payout above the stake. */
  won: z.number(),
  /** Completed bets, payouts and bonuses by currency and local day. */
  money: z.array(MoneySum).nullable(),
});
export type Play = Omit<z.infer<typeof Play>, "money"> & { money: MoneySum[] };

/**
 * Who played in a window, how their rounds ended and what money did: the transactions are gone over once, by player and
 * quarter of an hour, since reading them is what takes the time.
 */
export async function readPlay(db: Queryable, filter: BrandFilter, { zone, ...window }: MoneyAsked): Promise<Play> {
  const rows = sql`${inScope(filter)} and ${within(window)}`;
  const completed = (type: string) => sql`sum(amount) filter (where type = ${type} and status = 'completed')`;
  const [play] = await readRows(
    db,
    Play,
    sql`
      with quarters as materialized (
        select player_id, currency, ${QUARTER} as quarter, ${completed("bet")} as bets, ${completed("payout")} as payouts,
          ${completed("bonus")} as bonuses
        from platform.transactions where ${rows} group by 1, 2, 3
      ), rounds as materialized (
        select player_id, count(*) filter (where status <> 'voided') as begun, count(*) filter (where status = 'settled') as settled,
          count(*) filter (where status = 'settled' and payout > stake) as won
        from platform.game_rounds where ${rows} group by player_id
      ), money as (
        select figure, currency, (quarter at time zone ${zone})::date::text as day, sum(amount)::text as amount
        from quarters cross join lateral (values ('bet', bets), ('payout', payouts), ('bonus', bonuses)) as sums(figure, amount)
        where amount is not null group by 1, 2, 3
      )
      select (select count(*) from (select player_id from quarters union select player_id from rounds where player_id is not null) p)::int
          as "activePlayers",
        coalesce(sum(begun), 0)::int as rounds, coalesce(sum(settled), 0)::int as settled, coalesce(sum(won), 0)::int as won,
        (select json_agg(money) from money) as money
      from rounds`,
  );
  const { money, ...counts } = play ?? { activePlayers: 0, rounds: 0, settled: 0, won: 0, money: null };
  return { ...counts, money: money ?? [] };
}

/** Players who registered in a window. */
export async function countNewPlayers(db: Queryable, filter: BrandFilter, window: Interval): Promise<number> {
  const [row] = await readRows(
    db,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from platform.players where ${inScope(filter)} and ${within(window)}`,
  );
  return row?.count ?? 0;
}
