import "server-only";
import { isMigrated } from "@/db/queries/migrations";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { errorCode } from "@/lib/server/error-code";

/** Postgres: the table, or its schema, is not there. */
const NOT_THERE = ["42P01", "3F000"];

/** @throws AppError `unavailable` while the database does not answer or its migrations are not done. */
export async function assertReady(ctx: Context): Promise<{ status: "ready" }> {
  const isDone = await isMigrated(ctx.db).catch((cause: unknown) => {
    if (NOT_THERE.includes(errorCode(cause) ?? "")) return false;
    throw new AppError("unavailable", "The database does not answer.", { cause });
  });
  if (!isDone) throw new AppError("unavailable", "The database is not migrated yet.");
  return { status: "ready" };
}
