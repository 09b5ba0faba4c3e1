import "server-only";
import { sql } from "drizzle-orm";
import { type Figure, figuresOf } from "./figure";
import type { Reading } from "./reading";

/** How long the platform's database takes to answer one trivial query, waiting for its turn included. */
export async function collectDatabase(reading: Reading): Promise<Figure[]> {
  const latency = await reading.read("database", async (db, elapsed) => {
    await db.execute(sql`select 1`);
    return elapsed();
  });
  return figuresOf({ database_latency: latency }, {});
}
