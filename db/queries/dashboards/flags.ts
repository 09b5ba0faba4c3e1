import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import { ScoreBand } from "@/lib/dashboards/score-bands";
import type { Interval } from "@/lib/kernel/time";
import { bandOfScore } from "./security";

const HourOfFlags = z.object({ at: z.coerce.date(), band: ScoreBand, count: z.number() });
export type HourOfFlags = z.infer<typeof HourOfFlags>;

/** Fraud flags of a window by UTC hour and band of their score. */
export function listHoursOfFlags(db: Queryable, filter: BrandFilter, window: Interval): Promise<HourOfFlags[]> {
  return readRows(
    db,
    HourOfFlags,
    sql`
      select date_bin('1 hour', created_at, '2000-01-01Z') as at, ${bandOfScore(sql`score`)} as band, count(*)::int as count
      from platform.fraud_flags where ${inScope(filter)} and ${within(window)} group by 1, 2 order by 1`,
  );
}

const OpenFlag = z.object({
  id: z.string(),
  brand: z.string(),
  playerId: z.string(),
  type: z.string(),
  score: z.number(),
  band: ScoreBand,
  createdAt: z.coerce.date(),
});
export type OpenFlag = z.infer<typeof OpenFlag>;

/** Flags unresolved at an instant, the gravest first, then the newest. */
export function listOpenFlags(
  db: Queryable,
  filter: BrandFilter,
  { at, limit }: { at: Date; limit: number },
): Promise<OpenFlag[]> {
  return readRows(
    db,
    OpenFlag,
    sql`
      select id, brand, player_id as "playerId", type, score::float8 as score, ${bandOfScore(sql`score`)} as band,
        created_at as "createdAt"
      from platform.fraud_flags
      where ${inScope(filter)} and created_at < ${at} and (status <> 'resolved' or resolved_at >= ${at})
      order by score desc, created_at desc limit ${limit}`,
  );
}
