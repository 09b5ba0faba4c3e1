import "./load-env.mjs";
import { migrateDatabase } from "@/db/migrate";
import { AppError } from "@/lib/kernel/errors";
import { databaseUrl } from "@/lib/server/database";
import { env } from "@/lib/server/env";

/** `npm run db:migrate`: brings the database up to date and does nothing else; `up` does it at each start. */
async function main(): Promise<void> {
  const settings = env();
  await migrateDatabase({ url: settings.DATABASE_URL_DIRECT ?? databaseUrl(settings), now: new Date() });
  console.log("The database is up to date.");
}

main().catch((error: unknown) => {
  if (!(error instanceof AppError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
