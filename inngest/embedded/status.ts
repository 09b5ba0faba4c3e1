import { and, count, eq, isNull, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import { engineJobs } from "@/db/schema";
import type { Executor } from "./executor";
import { leaseHolder } from "./lease";

/** How the embedded executor goes, in this process and over all. */
export async function readStatus(db: Database, executor: Executor, now: Date) {
  const waiting = and(eq(engineJobs.kind, "exec"), lte(engineJobs.runAt, now), isNull(engineJobs.leasedBy));
  const [rows, holder] = await Promise.all([
    db.select({ depth: count() }).from(engineJobs).where(waiting),
    leaseHolder(db),
  ]);
  return {
    holder,
    queueDepth: rows[0]?.depth ?? 0,
    running: executor.runningCount,
    lastTickLatenessMs: executor.lastLatenessMs,
  };
}
