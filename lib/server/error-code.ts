import "server-only";

/** The database's code of an error (`23514`), looked for through what wraps it; undefined where it has none. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return errorCode(error.cause);
}
