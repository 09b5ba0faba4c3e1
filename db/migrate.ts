import "server-only";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { addMs } from "@/lib/kernel/time";
import { ensureNotificationPartitions, ensureSamplePartitions, PARTITIONS_AHEAD_MS } from "./partitions";
import * as schema from "./schema";

/** Any number: it only has to be the same for every Pitboss that may migrate one database. */
const MIGRATION_LOCK = 7_238_114;

/**
 * Brings a database up to date, on one connection that holds a lock meanwhile, so that several starting at once are safe.
 * The embedded database has one session and its lock excludes nobody: there only the holder of the folder's lock migrates.
 */
export async function migrateDatabase({ url, now }: { url: string; now: Date }): Promise<void> {
  const client = new Client({ connectionString: url, application_name: "pitboss-migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const db = drizzle(client, { schema });
    await migrate(db, { migrationsFolder: "db/migrations" });
    await ensureSamplePartitions(db, { from: now, to: addMs(now, PARTITIONS_AHEAD_MS) });
    await ensureNotificationPartitions(db, { from: now, to: addMs(now, PARTITIONS_AHEAD_MS) });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => undefined);
    await client.end();
  }
}
