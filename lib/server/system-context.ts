import "server-only";
import { type Context, createContext, scopeOf } from "./context";
import { database } from "./database";
import { env } from "./env";
import { createLogger, type Logger } from "./log";
import { processWide } from "./process-wide";

/** The context of a job, a child process or a command: the console itself acts, in every brand. */
export function systemContext(name: string, { correlationId }: { correlationId?: string } = {}): Context {
  return createContext({
    db: database().db,
    actor: { kind: "system", name },
    scope: scopeOf("all"),
    log: houseLog(),
    correlationId,
  });
}

/** The process's logger. */
export function houseLog(): Logger {
  return processWide("log", () => createLogger({ level: env().LOG_LEVEL }));
}
