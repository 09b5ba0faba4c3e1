import { sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { LONGEST_TAIL_MS } from "@/simulator/world/second";
import { instant } from "./fixtures";

/** Ends, shortly after it began, what was pending at an instant: its second will not be made again. */
export async function closePending(db: Queryable, ms: number): Promise<void> {
  const ended = sql`created_at + interval '5 seconds'`;
  const began = sql`created_at > ${instant(ms - LONGEST_TAIL_MS)} and created_at <= ${instant(ms)}`;
  await db.execute(
    sql`update demo.transactions set status = 'completed', updated_at = ${ended} where status = 'pending' and ${began}`,
  );
  await db.execute(
    sql`update demo.payments set status = 'completed', updated_at = ${ended} where status = 'pending' and ${began}`,
  );
  await db.execute(
    sql`update demo.game_rounds set status = 'voided', ended_at = ${ended}, updated_at = ${ended}
      where status = 'open' and ${began}`,
  );
}
