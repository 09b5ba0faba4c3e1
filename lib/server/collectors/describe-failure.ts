import "server-only";
import { ZodError } from "zod";

/** Postgres: undefined table, column, schema, function. */
const MISSING = ["42P01", "42703", "3F000", "42883"];

/** Why a source could not be read, in the database's word: never the query, which holds parameters. */
export function describeFailure(error: unknown): { kind: "missing" | "failed"; word: string } {
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return {
      kind: "failed",
      word: `column ${issue?.path.slice(1).join(".") ?? ""}: ${issue?.message ?? "not understood"}`,
    };
  }
  if (!(error instanceof Error)) return { kind: "failed", word: String(error) };
  if ("code" in error && typeof error.code === "string")
    return { kind: MISSING.includes(error.code) ? "missing" : "failed", word: error.message };
  return error.cause === undefined ? { kind: "failed", word: error.message } : describeFailure(error.cause);
}
