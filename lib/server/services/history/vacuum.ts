import "server-only";
import { listChurned, vacuumTable } from "@/db/queries/vacuum";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";

/**
 * Does for the embedded database what Postgres does by itself: it has no autovacuum, so tables whose rows change every few
 * seconds would grow for ever. @returns the tables vacuumed; none where the database is not ours.
 */
export async function vacuumEmbedded(
  ctx: Context,
  { isEmbedded }: { isEmbedded: boolean } = { isEmbedded: env().DATABASE_URL === undefined },
): Promise<string[]> {
  if (!isEmbedded) return [];
  const churned = await listChurned(ctx.db);
  for (const each of churned) await vacuumTable(ctx.db, each);
  return churned.map(({ schema, table }) => `${schema}.${table}`);
}
