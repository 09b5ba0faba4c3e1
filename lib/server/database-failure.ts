import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { errorCode } from "./error-code";

const UNREACHABLE: readonly string[] = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "28P01", "3D000"];
const NOT_PREPARED: readonly string[] = ["42P01", "3F000"];

/** What to tell the person at a command that failed: a refusal's own words, or what to do about the database; null for a bug of ours. */
export function sentenceFor(error: unknown): string | null {
  if (error instanceof AppError) return error.message;
  const code = errorCode(error);
  if (code === undefined) return null;
  if (UNREACHABLE.includes(code)) {
    return `The database does not answer: start it with "npm run up", or check DATABASE_URL.`;
  }
  return NOT_PREPARED.includes(code)
    ? `The database is not prepared: "npm run up" or "npm run db:migrate" does it.`
    : null;
}
