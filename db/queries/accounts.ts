import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { accounts } from "@/db/schema";
import { type Account, Role } from "@/lib/access/schema";
import { mailboxKey } from "@/lib/kernel/mailbox";

/** Accounts belong to the house, not to a brand: these queries take no scope, and only sign-in and admins call them. */
export async function findAccount(db: Queryable, id: number): Promise<Account | null> {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id));
  return row === undefined ? null : toAccount(row);
}

/** The e-mail is compared in lower case, as it is stored. The hash is null where the account has no password. */
export async function findAccountByEmail(
  db: Queryable,
  email: string,
): Promise<{ account: Account; passwordHash: string | null } | null> {
  const [row] = await db
    .select()
    .from(accounts)
    .where(eq(accounts.email, mailboxKey(email)));
  return row === undefined ? null : { account: toAccount(row), passwordHash: row.passwordHash };
}

/** The admin that was made first and is still there: whom tokens act as where nobody is named. */
export async function findFirstAdmin(db: Queryable): Promise<Account | null> {
  const [row] = await db
    .select()
    .from(accounts)
    .where(sql`${accounts.role} = 'admin' and ${accounts.disabledAt} is null`)
    .orderBy(asc(accounts.id))
    .limit(1);
  return row === undefined ? null : toAccount(row);
}

/** Everybody who can sign in and has one of these roles, by name. */
export async function listAccountsOf(db: Queryable, roles: readonly Role[]): Promise<Account[]> {
  const rows = await db
    .select()
    .from(accounts)
    .where(and(inArray(accounts.role, [...roles]), isNull(accounts.disabledAt)))
    .orderBy(asc(accounts.name), asc(accounts.id));
  return rows.map(toAccount);
}

export async function countAccounts(db: Queryable): Promise<number> {
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(accounts);
  return row?.count ?? 0;
}

/** @throws ZodError when a role in the database is none of ours: such a row must not sign in. */
export function toAccount(row: typeof accounts.$inferSelect): Account {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: Role.parse(row.role),
    brands: row.brands ?? "all",
    isDemo: row.isDemo,
    isDisabled: row.disabledAt !== null,
    passwordChangedAt: row.passwordChangedAt,
  };
}
