import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScope } from "./in-scope";
import { within } from "./slice";

const BrandCount = z.object({ brand: z.string().nullable(), count: z.number() });
export type BrandCount = z.infer<typeof BrandCount>;

const RoundSum = z.object({
  brand: z.string(),
  settled: z.number(),
  won: z.number(),
  ended: z.number(),
  /** Seconds the ended rounds took together. */
  duration: z.number(),
});
export type RoundSum = z.infer<typeof RoundSum>;

/** Games configured, by brand; those of no brand are on offer in all. */
export function countGames(db: Queryable, filter: BrandFilter): Promise<BrandCount[]> {
  return readRows(
    db,
    BrandCount,
    sql`select brand, count(*)::int as count from platform.games where (brand is null or ${inScope(filter)}) group by brand`,
  );
}

/** Rounds begun in the window, by brand: outcomes of the settled, time of the ended. */
export function sumRounds(db: Queryable, filter: BrandFilter, window: Interval): Promise<RoundSum[]> {
  return readRows(
    db,
    RoundSum,
    sql`
      select brand, (count(*) filter (where status = 'settled'))::int as settled,
        (count(*) filter (where status = 'settled' and payout > stake))::int as won,
        count(ended_at)::int as ended,
        coalesce(sum(extract(epoch from ended_at - created_at)), 0)::float8 as duration
      from platform.game_rounds
      where ${within(window)} and ${inScope(filter)}
      group by brand`,
  );
}

/** Distinct players with a round or a transaction in the window, by brand. */
export function countActivePlayers(db: Queryable, filter: BrandFilter, window: Interval): Promise<BrandCount[]> {
  const rows = sql`${within(window)} and ${inScope(filter)}`;
  return readRows(
    db,
    BrandCount,
    sql`
      select brand, count(*)::int as count from (
        select brand, player_id from platform.transactions where ${rows}
        union
        select brand, player_id from platform.game_rounds where ${rows} and player_id is not null
      ) p
      group by brand`,
  );
}
