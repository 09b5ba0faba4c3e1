import "./load-env.mjs";
import { migrateDatabase } from "@/db/migrate";
import { invariant } from "@/lib/kernel/errors";
import { database, databaseUrl } from "@/lib/server/database";
import { env } from "@/lib/server/env";
import { createFirstAccounts } from "@/lib/server/services/accounts/create-first";
import { seedDemoRotation } from "@/lib/server/services/on-call/seed-demo";
import { systemContext } from "@/lib/server/system-context";

// What a database needs before the console opens on it: its migrations and, where there are none, the first accounts.
// Their passwords are kept nowhere, so without a parent to show them nothing is made.
invariant(process.send, "tools/prepare.ts is a child of `up`; npm run db:migrate migrates alone");
const { DATABASE_URL_DIRECT, DEMO, ADMIN_EMAIL, ADMIN_PASSWORD, ...settings } = env();
await migrateDatabase({ url: DATABASE_URL_DIRECT ?? databaseUrl(settings), now: new Date() });
const isDemo = DEMO ?? settings.DATABASE_URL === undefined;
const { shown } = await createFirstAccounts(systemContext("up"), {
  demo: isDemo,
  adminEmail: ADMIN_EMAIL,
  adminPassword: ADMIN_PASSWORD,
});
// Once, with the people it is made of: who deletes it does not get it back.
if (isDemo && shown.length > 0) await seedDemoRotation(systemContext("up"));
process.send({ shown });
await database().close();
