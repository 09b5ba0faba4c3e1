import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScope } from "./in-scope";
import { within } from "./slice";

const PlayerSum = z.object({ brand: z.string(), total: z.number(), active: z.number(), created: z.number() });
export type PlayerSum = z.infer<typeof PlayerSum>;

interface PlayerWindows {
  /** When a player was last active to count as active. */
  active: Interval;
  /** When a player registered to count as new; its end also ends the total. */
  today: Interval;
}

/** Players registered, active and new, by brand. */
export function sumPlayers(db: Queryable, filter: BrandFilter, { active, today }: PlayerWindows): Promise<PlayerSum[]> {
  return readRows(
    db,
    PlayerSum,
    sql`
      select brand, count(*)::int as total,
        (count(*) filter (where ${within(active, sql`last_active_at`)}))::int as active,
        (count(*) filter (where created_at >= ${today.from.toISOString()}::timestamptz))::int as created
      from platform.players
      where created_at < ${today.to.toISOString()}::timestamptz and ${inScope(filter)}
      group by brand`,
  );
}
