import "server-only";
import { maskPersonal } from "@/lib/access/mask";
import { redactSecrets } from "./mask";

/** What may be told of an error in a log line or a row. */
interface Fault {
  type: string;
  message: string;
  stack?: string;
}

/** Name, masked message and stack. A failed query's own message holds its parameters: its cause's is taken instead. */
export function describeFault(error: unknown): Fault {
  if (isFailedQuery(error)) return describeFault(error.cause);
  if (!(error instanceof Error)) return { type: typeof error, message: masked(String(error)) };
  return { type: error.name, message: masked(error.message), stack: masked(error.stack ?? "") };
}

function masked(text: string): string {
  return maskPersonal(redactSecrets(text));
}

/** Told by its shape: the process has more than one copy of Drizzle, and so of its class of errors. */
export function isFailedQuery(error: unknown): error is Error {
  return error instanceof Error && "query" in error && "params" in error && error.cause !== undefined;
}
