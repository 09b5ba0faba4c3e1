import "server-only";
import { encode } from "next-auth/jwt";
import { toAccount } from "@/db/queries/accounts";
import { accounts } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Account, Role, TokenScope } from "@/lib/access/schema";
import { SECOND_MS } from "@/lib/kernel/time";
import { readClock } from "@/lib/server/context";
import { database } from "@/lib/server/database";
import { createToken } from "@/lib/server/services/tokens/create";

const SECRET = "a secret of the tests only";

/** A database with people in it, which the route handlers under test find as their own. For tests only. */
export interface TestHouse extends TestDatabase {
  account(given?: { role?: Role; brands?: string[]; passwordHash?: string; email?: string }): Promise<Account>;
  /** A token's secret; by default an admin's with scope admin. */
  token(given?: { role?: Role; scope?: TokenScope; brands?: string[]; account?: Account }): Promise<string>;
  /** The `cookie` header of somebody signed in. */
  cookie(account: Account, given?: { agoSeconds?: number }): Promise<string>;
}

/** Call before anything reads the environment: the handlers' own pool is opened on this test's database. */
export async function testHouse(options: Parameters<typeof testDatabase>[0] = {}): Promise<TestHouse> {
  const base = await testDatabase(options);
  process.env.DATABASE_URL = base.url;
  process.env.NEXTAUTH_SECRET = SECRET;
  process.env.NEXTAUTH_URL = "http://localhost:3000";
  process.env.LOG_LEVEL = "silent";
  let made = 0;
  const account: TestHouse["account"] = async ({ role = "admin", brands, passwordHash, email } = {}) => {
    made += 1;
    const values = { email: email ?? `${role}${made}@x.test`, name: `${role} ${made}`, role, brands, passwordHash };
    const rows = await base.db.insert(accounts).values(values).returning();
    return rows.map(toAccount).reduce((first) => first);
  };
  return {
    ...base,
    account,
    async token({ role, brands, scope = "admin", account: owner } = {}) {
      const acting = owner ?? (await account({ role, brands }));
      return (await createToken(base.context(), { name: "test", scope, account: acting })).secret;
    },
    async cookie({ id }, { agoSeconds = 0 } = {}) {
      const began = readClock().getTime() - agoSeconds * SECOND_MS;
      const session = await encode({ token: { sub: String(id), began }, secret: SECRET });
      return `next-auth.session-token=${session}`;
    },
    async close() {
      await database().close();
      await base.close();
    },
  };
}
