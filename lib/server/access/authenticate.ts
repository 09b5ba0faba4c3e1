import "server-only";
import { createHash } from "node:crypto";
import { getToken } from "next-auth/jwt";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { findAccount } from "@/db/queries/accounts";
import { findLiveToken, touchToken } from "@/db/queries/tokens";
import type { Account, Actor } from "@/lib/access/schema";
import { IntegerId } from "@/lib/kernel/id";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { SESSION_SECONDS, sessionSecret, usesSecureCookies } from "./session-cookie";

/** Who stands behind a request, and by what. The account is as the database has it now, not as the cookie remembers it. */
export interface Caller {
  actor: Exclude<Actor, { kind: "system" }>;
  account: Account;
  by: "token" | "session";
}

/** Null for nobody, an unknown or revoked token, an expired session, a disabled account. A token wins over a cookie. */
export async function authenticate(db: Queryable, headers: Headers, now: Date): Promise<Caller | null> {
  const authorization = headers.get("authorization");
  if (authorization !== null) return byToken(db, authorization, now);
  return bySession(db, headers.get("cookie"), now);
}

async function byToken(db: Queryable, authorization: string, now: Date): Promise<Caller | null> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (secret === undefined) return null;
  const found = await findLiveToken(db, hashToken(secret));
  if (found === null || found.account.isDisabled) return null;
  const { token, account } = found;
  if (token.lastUsedAt === null || token.lastUsedAt < addMs(now, -MINUTE_MS)) {
    await touchToken(db, { id: token.id, at: now });
  }
  const { id, email, role } = account;
  return {
    actor: { kind: "token", id: token.id, name: token.name, scope: token.scope, account: { id, email, role } },
    account,
    by: "token",
  };
}

/** `began`: epoch ms of the sign-in. Not `iat`, which next-auth renews whenever it is asked for the session. */
const SessionClaims = z.object({ sub: IntegerId, began: z.number() });

async function bySession(db: Queryable, cookie: string | null, now: Date): Promise<Caller | null> {
  if (cookie === null) return null;
  const claims = SessionClaims.safeParse(
    await getToken({
      // Typed for Next's own requests; it reads these two members and nothing else.
      req: { cookies: parseCookies(cookie), headers: {} } as Parameters<typeof getToken>[0]["req"],
      secret: sessionSecret(),
      secureCookie: usesSecureCookies(),
    }),
  );
  if (!claims.success) return null;
  const { sub, began } = claims.data;
  if (addMs(new Date(began), SESSION_SECONDS * SECOND_MS) <= now) return null;
  const account = await findAccount(db, sub);
  if (account === null || account.isDisabled) return null;
  if (account.passwordChangedAt !== null && began < account.passwordChangedAt.getTime()) return null;
  const { id, name, email, role } = account;
  return { actor: { kind: "account", id, name, email, role }, account, by: "session" };
}

/** SHA-256 in hex. A token has 256 random bits, so a fast hash without salt is enough to keep. */
export function hashToken(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").flatMap((part) => {
    const at = part.indexOf("=");
    return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(pairs);
}
