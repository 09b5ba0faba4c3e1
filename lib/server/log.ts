import "server-only";
import pino, { type Logger } from "pino";

import { describeFault } from "./describe-fault";
import { redactSecrets } from "./mask";

export type { Logger };

/** One JSON line each on standard output; addresses and secrets never reach it. */
export function createLogger({ level, service = "pitboss" }: { level: string; service?: string }): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // The last word on a line: whatever was put into it, by a message or a field.
    hooks: { streamWrite: redactSecrets },
    // Pino's own would write a failed query with its parameters.
    serializers: { err: (error: unknown) => (error instanceof Error ? describeFault(error) : error) },
    redact: {
      paths: ["*.password", "*.token", "*.authorization", "*.email", "email", "password", "token"],
      censor: "…",
    },
  });
}
