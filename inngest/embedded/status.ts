import { and, count, eq, isNull, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import { engineJobs } from "@/db/schema";
import type { Executor } from "./executor";

/** How the embedded executor goes, in this process and over all. */
export async function readStatus(db: Database, executor: Executor, now: Date) {
  const waiting = and(eq(engineJobs.kind, "exec"), lte(engineJobs.runAt, now), isNull(engineJobs.leasedBy));
  const rows = await db.select({ depth: count() }).from(engineJobs).where(waiting);
  return {
    holder: executor.knownHolder,
    unheldMs: executor.knownHolder === null ? executor.silentMs : 0,
    queueDepth: rows[0]?.depth ?? 0,
    running: executor.runningCount,
    lastTickLatenessMs: executor.lastLatenessMs,
  };
}
