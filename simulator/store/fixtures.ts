import { sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { DAY_MS } from "@/lib/kernel/time";
import { exchangeRates } from "@/simulator/world/exchange-rates";
import { GAMES } from "@/simulator/world/games";
import type { World } from "@/simulator/world/schema";
import { GAME_TABLES, tableAt } from "@/simulator/world/tables";

/** The games, which are every brand's. Their figures follow the code; a game there already keeps its birthday. */
export async function writeGames(db: Queryable, bornMs: number): Promise<void> {
  await db.execute(sql`
    insert into demo.games (id, brand, name, kind, rtp, created_at, updated_at)
    select id, null, name, kind, rtp, ${instant(bornMs)}, ${instant(bornMs)}
    from unnest(
      ${sql.param(GAMES.map(({ id }) => id))}::text[], ${sql.param(GAMES.map(({ name }) => name))}::text[],
      ${sql.param(GAMES.map(({ kind }) => kind))}::text[], ${sql.param(GAMES.map(({ rtp }) => rtp))}::float8[]
    ) as game(id, name, kind, rtp)
    on conflict (id) do nothing`);
}

/** Where every table is in its cycle; `created_at` stays that of the first time. */
export async function writeGameTables(db: Queryable, world: World, nowMs: number): Promise<void> {
  const rows = GAME_TABLES.map((table) => tableAt(world, table, nowMs));
  await db.execute(sql`
    insert into demo.game_tables (id, brand, game_id, name, state, state_since, players, bots, created_at, updated_at)
    select id, brand, game_id, name, state, to_timestamp(since / 1000.0), players, bots,
      ${instant(world.openedMs)}, to_timestamp(since / 1000.0)
    from unnest(
      ${sql.param(rows.map(({ table }) => table.id))}::text[], ${sql.param(rows.map(({ table }) => table.brand))}::text[],
      ${sql.param(rows.map(({ table }) => table.game.id))}::text[], ${sql.param(rows.map(({ table }) => table.name))}::text[],
      ${sql.param(rows.map(({ state }) => state))}::text[], ${sql.param(rows.map(({ sinceMs }) => sinceMs))}::float8[],
      ${sql.param(rows.map(({ players }) => players))}::int[], ${sql.param(rows.map(({ bots }) => bots))}::int[]
    ) as seen(id, brand, game_id, name, state, since, players, bots)
    on conflict (id) do update set state = excluded.state, state_since = excluded.state_since,
      players = excluded.players, bots = excluded.bots, updated_at = excluded.updated_at
    where game_tables.state_since is distinct from excluded.state_since`);
}

/** Rates of every day from `fromMs` to the day after `toMs`, so that midnight finds its own. */
export async function writeExchangeRates(db: Queryable, world: World, fromMs: number, toMs: number): Promise<void> {
  const rows = exchangeRates(world, fromMs, toMs + DAY_MS);
  await db.execute(sql`
    insert into demo.exchange_rates (day, currency, quote, rate, created_at, updated_at)
    select day, currency, quote, rate, day, day
    from unnest(
      ${sql.param(rows.map(({ day }) => day))}::date[], ${sql.param(rows.map(({ currency }) => currency))}::text[],
      ${sql.param(rows.map(({ quote }) => quote))}::text[], ${sql.param(rows.map(({ rate }) => rate))}::numeric[]
    ) as quoted(day, currency, quote, rate)
    on conflict (day, currency, quote) do nothing`);
}

export function instant(ms: number) {
  return sql`to_timestamp(${ms}::float8 / 1000.0)`;
}
