import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { env } from "@/lib/server/env";

/** A session ends this long after the sign-in, used or not. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** @throws AppError `unavailable` when neither the environment nor `npm run up` gave one. */
export function sessionSecret(): string {
  const secret = env().NEXTAUTH_SECRET;
  if (secret !== undefined) return secret;
  throw new AppError(
    "unavailable",
    "NEXTAUTH_SECRET is not set: start with npm run up, or set it, for example to the output of: openssl rand -base64 32",
  );
}

/** Where the console is reached. Only ever from the environment: a request's headers can be forged. */
export function publicUrl(): string {
  const { NEXTAUTH_URL, PORT } = env();
  return NEXTAUTH_URL ?? `http://localhost:${PORT}`;
}

export function usesSecureCookies(): boolean {
  return publicUrl().startsWith("https://");
}
