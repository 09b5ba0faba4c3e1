import { sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { playerRow } from "@/simulator/world/players";
import type { ComplianceEventRow, Rows, World } from "@/simulator/world/schema";
import { instant } from "./fixtures";
import { PLAYERS } from "./tables";
import { ROWS_A_STATEMENT, writeRows } from "./write-rows";

/** When each player was last seen to play, by player id, in ms. */
export type Activity = Map<string, number>;

/** Notes every bet, payout and bonus made before `beforeMs`. */
export function noteActivity(activity: Activity, { transactions }: Rows, beforeMs: number): void {
  for (const { playerId, createdMs } of transactions) {
    if (createdMs < beforeMs && createdMs > (activity.get(playerId) ?? 0)) activity.set(playerId, createdMs);
  }
}

interface Registered {
  world: World;
  activity: Activity;
  /** Whose number is in `[from, to)`. */
  from: number;
  to: number;
  /** Who registered before then and was never seen since was last active on that day; later ones have not played yet. */
  seenBeforeMs?: number;
}

/** Writes players of these numbers. */
export async function writePlayers(
  db: Queryable,
  { world, activity, from, to, seenBeforeMs = 0 }: Registered,
): Promise<void> {
  for (let start = from; start < to; start += ROWS_A_STATEMENT) {
    const numbers = Array.from({ length: Math.min(ROWS_A_STATEMENT, to - start) }, (_, index) => start + index);
    const rows = numbers.map((number) => {
      const player = playerRow(world, number);
      const unseenMs = player.createdMs < seenBeforeMs ? player.createdMs : null;
      return { ...player, lastActiveMs: activity.get(player.id) ?? unseenMs };
    });
    await writeRows(db, PLAYERS, { rows, asOfMs: 0 });
  }
}

/** Moves `last_active_at` on; never back. */
export async function writeActivity(db: Queryable, activity: Activity): Promise<void> {
  if (activity.size === 0) return;
  await db.execute(sql`
    update demo.players p set last_active_at = greatest(p.last_active_at, seen.at), updated_at = greatest(p.updated_at, seen.at)
    from (
      select id, to_timestamp(ms / 1000.0) as at
      from unnest(${sql.param([...activity.keys()])}::text[], ${sql.param([...activity.values()])}::float8[]) as s(id, ms)
    ) seen
    where p.id = seen.id`);
}

/** Self-exclusion and cooling off shut a player out until their end; without an end for good. */
export async function writeExclusions(db: Queryable, events: readonly ComplianceEventRow[]): Promise<void> {
  for (const { type, playerId, endsMs, createdMs } of events) {
    if (type !== "self_exclusion" && type !== "cooling_off") continue;
    await db.execute(sql`
      update demo.players set status = 'self_excluded', updated_at = ${instant(createdMs)},
        excluded_until = ${endsMs === null ? sql`null` : instant(endsMs)}
      where id = ${playerId} and not (status = 'self_excluded' and excluded_until is null)`);
  }
}
