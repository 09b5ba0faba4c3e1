import { and, asc, eq, isNull, lt, or } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { accounts, apiTokens } from "@/db/schema";
import { type Account, type ApiToken, TokenScope } from "@/lib/access/schema";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { toAccount } from "./accounts";

/** The token a caller showed, by the SHA-256 of it; a revoked one is not found. */
export async function findLiveToken(
  db: Queryable,
  hash: string,
): Promise<{ token: ApiToken; account: Account } | null> {
  const [row] = await db
    .select()
    .from(apiTokens)
    .innerJoin(accounts, eq(accounts.id, apiTokens.accountId))
    .where(and(eq(apiTokens.hash, hash), isNull(apiTokens.revokedAt)));
  if (row === undefined) return null;
  const account = toAccount(row.accounts);
  return { token: toToken(row.api_tokens, account), account };
}

/** Written at most once a minute, so that a busy token does not write at each call. */
export async function touchToken(db: Queryable, { id, at }: { id: number; at: Date }): Promise<void> {
  const isStale = or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, addMs(at, -MINUTE_MS)));
  await db
    .update(apiTokens)
    .set({ lastUsedAt: at })
    .where(and(eq(apiTokens.id, id), isStale));
}

/** Tokens in order of making, revoked ones too; `accountId` keeps to one owner. */
export async function listTokens(db: Queryable, { accountId }: { accountId?: number }): Promise<ApiToken[]> {
  const rows = await db
    .select()
    .from(apiTokens)
    .innerJoin(accounts, eq(accounts.id, apiTokens.accountId))
    .where(accountId === undefined ? undefined : eq(apiTokens.accountId, accountId))
    .orderBy(asc(apiTokens.id));
  return rows.map((row) => toToken(row.api_tokens, toAccount(row.accounts)));
}

function toToken(row: typeof apiTokens.$inferSelect, { id, email, name }: Account): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scope: TokenScope.parse(row.scope),
    hint: row.hint,
    account: { id, email, name },
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    revokedAt: row.revokedAt,
  };
}
