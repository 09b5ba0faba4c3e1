import "server-only";
import { randomBytes } from "node:crypto";
import { apiTokens } from "@/db/schema";
import type { Account, ApiToken } from "@/lib/access/schema";
import type { NewToken } from "@/lib/access/token-wire";
import { hashToken } from "@/lib/server/access/authenticate";
import type { Context } from "@/lib/server/context";

/**
 * Makes a token that acts as `account`.
 * @returns the token and its secret, which is kept nowhere: only its hash is.
 */
export async function createToken(
  ctx: Context,
  { name, scope, account }: NewToken & { account: Pick<Account, "id" | "email" | "name"> },
): Promise<{ token: ApiToken; secret: string }> {
  const secret = `pb_${base62(randomBytes(32))}`;
  const hint = secret.slice(-4);
  const createdAt = ctx.now();
  const id = await ctx.unit(async (unit) => {
    const values = { accountId: account.id, name, scope, hash: hashToken(secret), hint, createdAt };
    const [row] = await unit.db.insert(apiTokens).values(values).returning({ id: apiTokens.id });
    const made = row?.id ?? 0;
    unit.tell.audit({
      action: "token/created",
      subject: `token:${made}`,
      details: { name, scope, account: account.id },
    });
    return made;
  });
  const { id: accountId, email, name: owner } = account;
  const token = { id, name, scope, hint, createdAt, lastUsedAt: null, revokedAt: null };
  return { token: { ...token, account: { id: accountId, email, name: owner } }, secret };
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** 32 bytes as 43 letters and digits: survives shells, addresses and a double click. */
function base62(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  while (text.length < 43) {
    text = DIGITS.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}
