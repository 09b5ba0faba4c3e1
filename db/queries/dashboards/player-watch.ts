import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";

const LimitReached = z.object({
  playerId: z.string(),
  brand: z.string(),
  type: z.string(),
  count: z.number(),
  lastAt: z.coerce.date(),
});
export type LimitReached = z.infer<typeof LimitReached>;

/** Players who ran into a limit in a window, most often first. */
export function listLimitsReached(
  db: Queryable,
  filter: BrandFilter,
  { limit, ...window }: Interval & { limit: number },
): Promise<LimitReached[]> {
  return readRows(
    db,
    LimitReached,
    sql`
      select player_id as "playerId", brand, type, count(*)::int as count, max(created_at) as "lastAt"
      from platform.limit_violations where ${inScope(filter)} and ${within(window)}
      group by 1, 2, 3 order by 4 desc, 5 desc, 1 limit ${limit}`,
  );
}

const CohortWeek = z.object({
  week: z.number(),
  joined: z.number(),
  after1: z.number(),
  after7: z.number(),
  after30: z.number(),
});
export type CohortWeek = z.infer<typeof CohortWeek>;

/**
 * Players by the week they registered in, week 0 being the seven days before `at`, and how many were seen again at least
 * 1, 7 and 30 days after: told by `last_active_at`, so it needs no rows of old play.
 */
export function listCohortWeeks(
  db: Queryable,
  filter: BrandFilter,
  { at, weeks }: { at: Date; weeks: number },
): Promise<CohortWeek[]> {
  const seen = (days: number) =>
    sql`(count(*) filter (where last_active_at >= created_at + make_interval(days => ${days}::int)))::int`;
  return readRows(
    db,
    CohortWeek,
    sql`
      select floor(extract(epoch from ${at}::timestamptz - created_at) / 604800)::int as week, count(*)::int as joined,
        ${seen(1)} as after1, ${seen(7)} as after7, ${seen(30)} as after30
      from platform.players
      where ${inScope(filter)} and created_at < ${at} and created_at > ${at}::timestamptz - make_interval(weeks => ${weeks}::int)
      group by 1 order by 1`,
  );
}

const BrandPlayers = z.object({ brand: z.string(), players: z.number() });
export type BrandPlayers = z.infer<typeof BrandPlayers>;

/** Distinct players with a round or a transaction in a window, by brand, most first. */
export function countPlayersByBrand(db: Queryable, filter: BrandFilter, window: Interval): Promise<BrandPlayers[]> {
  const rows = sql`${inScope(filter)} and ${within(window)}`;
  return readRows(
    db,
    BrandPlayers,
    sql`
      select brand, count(*)::int as players from (
        select brand, player_id from platform.transactions where ${rows}
        union
        select brand, player_id from platform.game_rounds where ${rows} and player_id is not null
      ) active group by 1 order by 2 desc, 1`,
  );
}
