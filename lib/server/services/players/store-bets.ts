import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Bet } from "./parse-bet";

/** The currency of imported bets: 1,000,000 are one BTC. They have no rate and are never converted. */
const CURRENCY = "BITS";

export interface Placement {
  brand: string;
  /** Added to every instant. */
  shiftMs: number;
}

/** The one game of the brand; its return is not known. */
export async function storeCrashGame(db: Queryable, brand: string, bornMs: number): Promise<void> {
  await db.execute(sql`
    insert into demo.games (id, brand, name, kind, rtp, created_at, updated_at)
    select ${`${brand}:crash`}, ${brand}, 'Crash', 'crash', null, at, at from ${instant(bornMs)} as at
    on conflict (id) do nothing`);
}

const Inserted = z.object({ id: z.string() });

/**
 * Keeps bets as transactions, rounds and players of a brand; one there already is left as it is and changes no sum. Four
 * rows a bet at most, and all of them in the caller's transaction or none. No bet may be in the list twice.
 * @returns how many were new.
 */
export async function storeBets(db: Queryable, bets: readonly Bet[], placement: Placement): Promise<number> {
  const { brand, shiftMs } = placement;
  const inserted = await readRows(
    db,
    Inserted,
    sql`
      insert into demo.transactions (id, brand, player_id, type, amount, currency, status, round_id, created_at, updated_at)
      select ${brand} || ':' || bet || ':bet', ${brand}, ${brand} || ':' || player, 'bet', stake, ${CURRENCY}, 'completed',
        ${brand} || ':round:' || round, at, at
      from ${given(bets, shiftMs)}
      on conflict (id) do nothing
      returning id`,
  );
  const isNew = new Set(inserted.map(({ id }) => id));
  const fresh = bets.filter(({ id }) => isNew.has(`${brand}:${id}:bet`));
  if (fresh.length === 0) return 0;
  await storePayouts(db, fresh, placement);
  await storeRounds(db, fresh, placement);
  await storePlayers(db, fresh, placement);
  return fresh.length;
}

async function storePayouts(db: Queryable, bets: readonly Bet[], { brand, shiftMs }: Placement): Promise<void> {
  await db.execute(sql`
    insert into demo.transactions (id, brand, player_id, type, amount, currency, status, round_id, created_at, updated_at)
    select ${brand} || ':' || bet || ':payout', ${brand}, ${brand} || ':' || player, 'payout', payout, ${CURRENCY},
      'completed', ${brand} || ':round:' || round, at, at
    from ${given(bets, shiftMs)} where payout is not null
    on conflict (id) do nothing`);
}

/** When a round ended is not told, so nothing is made up: `ended_at` stays empty. */
async function storeRounds(db: Queryable, bets: readonly Bet[], { brand, shiftMs }: Placement): Promise<void> {
  await db.execute(sql`
    insert into demo.game_rounds as r
      (id, brand, game_id, player_id, stake, payout, currency, status, ended_at, created_at, updated_at)
    select ${brand} || ':round:' || round, ${brand}, ${`${brand}:crash`}, null, sum(stake), coalesce(sum(payout), 0),
      ${CURRENCY}, 'settled', null, min(at), max(at)
    from ${given(bets, shiftMs)} group by round
    on conflict (id) do update set stake = r.stake + excluded.stake, payout = r.payout + excluded.payout,
      created_at = least(r.created_at, excluded.created_at), updated_at = greatest(r.updated_at, excluded.updated_at)`);
}

async function storePlayers(db: Queryable, bets: readonly Bet[], { brand, shiftMs }: Placement): Promise<void> {
  await db.execute(sql`
    insert into demo.players as p (id, brand, status, last_active_at, created_at, updated_at)
    select ${brand} || ':' || player, ${brand}, 'active', max(at), min(at), max(at)
    from ${given(bets, shiftMs)} group by player
    on conflict (id) do update set last_active_at = greatest(p.last_active_at, excluded.last_active_at),
      created_at = least(p.created_at, excluded.created_at), updated_at = greatest(p.updated_at, excluded.updated_at)`);
}

function given(bets: readonly Bet[], shiftMs: number) {
  return sql`(
    select bet, round, player, stake, payout, to_timestamp(ms / 1000.0) as at
    from unnest(${sql.param(bets.map(({ id }) => id))}::text[], ${sql.param(bets.map(({ round }) => round))}::text[],
      ${sql.param(bets.map(({ player }) => player))}::text[], ${sql.param(bets.map(({ stake }) => stake))}::numeric[],
      ${sql.param(bets.map(({ payout }) => payout))}::numeric[],
      ${sql.param(bets.map(({ playedMs }) => playedMs + shiftMs))}::float8[]
    ) as b(bet, round, player, stake, payout, ms)) as g`;
}

function instant(ms: number) {
  return sql`to_timestamp(${ms}::float8 / 1000.0)`;
}
