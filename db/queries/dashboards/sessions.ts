import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import { Cohort, cohortWindow, RETENTION_DAYS } from "@/lib/dashboards/retention-of-players";
import { addMs, DAY_MS, type Interval, MINUTE_MS, windowBefore } from "@/lib/kernel/time";
import { QUARTER } from "./money";

/** Active now is who did something in the five minutes before (D4). */
const ACTIVE_NOW_MS = 5 * MINUTE_MS;

const DayOfBets = z.object({
  currency: z.string(),
  day: z.string(),
  count: z.number(),
  sum: z.string(),
  max: z.string(),
  min: z.string(),
});

const PlayerActivity = z.object({
  activeNow: z.number(),
  activeToday: z.number(),
  /** Seconds; `null` without a session. A session is what no pause of 30 minutes interrupts. */
  avgSession: z.number().nullable(),
  maxSession: z.number().nullable(),
  cohorts: z.array(Cohort),
  /** Completed bets by currency and local day; `null` without any. */
  bets: z.array(DayOfBets).nullable(),
});
export type PlayerActivity = z.infer<typeof PlayerActivity>;

const NONE: PlayerActivity = {
  activeNow: 0,
  activeToday: 0,
  avgSession: null,
  maxSession: null,
  cohorts: [],
  bets: null,
};

/**
 * What players did in the 24 hours before `at`: the transactions are gone over once, by player and quarter of an hour. No
 * pause of half an hour lies within a quarter, so the first and last instant of each tell the sessions exactly.
 */
export async function readPlayerActivity(
  db: Queryable,
  filter: BrandFilter,
  { at, zone }: { at: Date; zone: string },
): Promise<PlayerActivity> {
  const [activity = NONE] = await readRows(
    db,
    PlayerActivity,
    sql`
      with played as materialized (${playedQuarters(filter, windowBefore(at, DAY_MS))}),
      pauses as (
        select player_id, first, last,
          first - lag(last) over (partition by player_id order by quarter) >= interval '30 minutes' as is_pause
        from (select player_id, quarter, min(first) as first, max(last) as last from played group by 1, 2) quarters
      ), sessions as (
        select extract(epoch from max(last) - min(first))::float8 as length from (
          select player_id, first, last, count(*) filter (where is_pause) over (partition by player_id order by first) as number
          from pauses
        ) numbered group by player_id, number
      ), active as materialized (select player_id, max(last) as last from played group by 1)
      select (select count(*) filter (where last >= ${addMs(at, -ACTIVE_NOW_MS)}) from active)::int as "activeNow",
        (select count(*) from active)::int as "activeToday",
        (select avg(length) from sessions) as "avgSession",
        (select max(length) from sessions) as "maxSession",
        (select json_agg(c) from (${cohortCounts(filter, at)}) c) as cohorts,
        (select json_agg(b) from (${daysOfBets(zone)}) b) as bets`,
  );
  return activity;
}

function playedQuarters(filter: BrandFilter, window: Interval) {
  const rows = sql`${inScope(filter)} and ${within(window)}`;
  const bet = sql`filter (where type = 'bet' and status = 'completed')`;
  return sql`
    select player_id, currency, ${QUARTER} as quarter, min(created_at) as first, max(created_at) as last,
      count(*) ${bet} as bets, sum(amount) ${bet} as bet_sum, max(amount) ${bet} as bet_max, min(amount) ${bet} as bet_min
    from platform.transactions where ${rows} group by 1, 2, 3
    union all
    select player_id, null, ${QUARTER}, min(created_at), max(created_at), 0, null, null, null
    from platform.game_rounds where ${rows} and player_id is not null group by 1, 3`;
}

function daysOfBets(zone: string) {
  return sql`
    select currency, (quarter at time zone ${zone})::date::text as day, sum(bets)::int as count, sum(bet_sum)::text as sum,
      max(bet_max)::text as max, min(bet_min)::text as min
    from played where bets > 0 group by 1, 2`;
}

function cohortCounts(filter: BrandFilter, at: Date) {
  const cohorts = RETENTION_DAYS.map(
    (day) => sql`
      select ${day}::int as day, count(*)::int as registered, count(active.player_id)::int as returned
      from platform.players left join active on active.player_id = players.id
      where ${inScope(filter)} and ${within(cohortWindow(day, at))}`,
  );
  return sql.join(cohorts, sql` union all `);
}
