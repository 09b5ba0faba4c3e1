import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type DatabaseHandle, openDatabase } from "@/db/client";
import { AppError } from "@/lib/kernel/errors";
import { type Env, env } from "./env";
import { createLogger } from "./log";
import { processWide } from "./process-wide";

/** What the embedded database's owner writes beside its data, so that every command and child finds it. */
const EmbeddedLock = z.object({ pid: z.number().int(), port: z.number().int(), password: z.string() });

/**
 * The database's address: `DATABASE_URL`, else that of the embedded server whose lock file lies in `DATA_DIR`.
 * @throws AppError `unavailable` when neither is there.
 */
export function databaseUrl({ DATABASE_URL, DATA_DIR }: Pick<Env, "DATABASE_URL" | "DATA_DIR">): string {
  if (DATABASE_URL !== undefined) return DATABASE_URL;
  const file = join(DATA_DIR, "database.json");
  try {
    const lock = EmbeddedLock.parse(JSON.parse(readFileSync(file, "utf8")));
    return `postgres://pitboss:${encodeURIComponent(lock.password)}@127.0.0.1:${lock.port}/postgres`;
  } catch (cause) {
    throw new AppError(
      "unavailable",
      `The embedded database is not running: start it with "npm run up", or set DATABASE_URL.`,
      {
        cause,
      },
    );
  }
}

/** The process's pool, opened on first use. */
export function database(): DatabaseHandle {
  return processWide("database", () =>
    openDatabase({
      url: databaseUrl(env()),
      onError: (error) =>
        createLogger({ level: env().LOG_LEVEL }).warn({ error: error.message }, "database connection lost"),
    }),
  );
}
