import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { CorrelationId, IntegerId } from "@/lib/kernel/id";
import { readClock } from "@/lib/server/context";
import { describeFault } from "@/lib/server/describe-fault";
import { keepFault } from "@/lib/server/http/keep-fault";
import { signIn } from "@/lib/server/services/accounts/sign-in";
import { signOut } from "@/lib/server/services/accounts/sign-out";
import { houseLog, systemContext } from "@/lib/server/system-context";
import { clientAddress } from "./client-address";
import { publicUrl, SESSION_SECONDS, sessionSecret, usesSecureCookies } from "./session-cookie";

/** A null character is in no address, and no database column holds one. */
const Credentials = z.object({
  email: z
    .string()
    .min(1)
    .max(320)
    .regex(/^[^\0]+$/),
  password: z.string().min(1).max(1024),
});

/** What next-auth 4 needs to know. The cookie holds the account's id and nothing else: the database has the rest. */
export function authOptions(): NextAuthOptions {
  // next-auth reads this itself; without it, it would believe the request's own headers about where it lives.
  process.env.NEXTAUTH_URL ??= publicUrl();
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: usesSecureCookies(),
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: (credentials, request) => authorize(credentials, new Headers(request.headers)),
      }),
    ],
    // `began` is set once, at the sign-in, and outlives every renewal of the cookie.
    callbacks: { jwt: ({ token }) => ({ sub: token.sub, began: token.began ?? readClock().getTime() }) },
    events: { signOut: ({ token }) => tellSignOut(token.sub) },
    logger: {
      error: (code, metadata) => houseLog().warn({ code, ...describeFault(metadata) }, "next-auth"),
      warn: (code) => houseLog().debug({ code }, "next-auth"),
    },
  };
}

/** An error thrown here reaches the form as its message, so only sentences meant for a person are. */
async function authorize(credentials: unknown, headers: Headers): Promise<{ id: string } | null> {
  const given = Credentials.safeParse(credentials);
  if (!given.success) throw new Error("Type an e-mail and a password.");
  const correlationId = CorrelationId.safeParse(headers.get("x-correlation-id")).data;
  const ctx = systemContext("sign-in", { correlationId });
  try {
    const account = await signIn(ctx, { ...given.data, address: clientAddress(headers) });
    return { id: String(account.id) };
  } catch (error) {
    if (error instanceof AppError) throw new Error(error.message, { cause: error });
    await keepFault(ctx, error, "sign-in");
    throw new Error(`Signing in failed on our side. Quote ${ctx.correlationId} when you report it.`, { cause: error });
  }
}

async function tellSignOut(sub: string | undefined): Promise<void> {
  const accountId = IntegerId.safeParse(sub);
  if (accountId.success) await signOut(systemContext("sign-out"), { accountId: accountId.data });
}
