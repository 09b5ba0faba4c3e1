import "server-only";
import { openDatabase, type Queryable } from "@/db/client";
import type { Context } from "./context";
import { env } from "./env";
import { processWide } from "./process-wide";

/** Few: collections read one source after the other, and an operator's replica is not ours to fill. */
const PLATFORM_CONNECTIONS = 4;

/** Where the views of schema `platform` are read: `PLATFORM_DATABASE_URL`, else the console's own database. Read only. */
export function platformDatabase(ctx: Context): Queryable {
  const url = env().PLATFORM_DATABASE_URL;
  if (url === undefined) return ctx.db;
  return processWide("platform-database", () =>
    openDatabase({
      url,
      max: PLATFORM_CONNECTIONS,
      onError: (error) => ctx.log.warn({ error: error.message }, "connection to the platform's database lost"),
    }),
  ).db;
}
