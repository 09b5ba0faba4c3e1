import "server-only";
import { isMigrated } from "@/db/queries/migrations";
import { AppError } from "@/lib/kernel/errors";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { engineStatus } from "@/lib/server/engine-status";
import { errorCode } from "@/lib/server/error-code";

/** Three lengths of the executor's lease: a successor would have taken it long ago. */
const UNHELD_MS = 36 * SECOND_MS;

/** Postgres: the table, or its schema, is not there. */
const NOT_THERE = ["42P01", "3F000"];

/** @throws AppError `unavailable` while the database does not answer, is not migrated, or nobody runs the jobs. */
export async function assertReady(ctx: Context): Promise<{ status: "ready" }> {
  const isDone = await isMigrated(ctx.db).catch((cause: unknown) => {
    if (NOT_THERE.includes(errorCode(cause) ?? "")) return false;
    throw new AppError("unavailable", "The database does not answer.", { cause });
  });
  if (!isDone) throw new AppError("unavailable", "The database is not migrated yet.");
  const unheldMs = (await engineStatus())?.unheldMs ?? 0;
  if (unheldMs >= UNHELD_MS) {
    throw new AppError(
      "unavailable",
      `No process has run the background jobs for ${Math.floor(unheldMs / SECOND_MS)} s.`,
    );
  }
  return { status: "ready" };
}
