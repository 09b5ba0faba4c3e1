import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { healthChecks, uptimeCounts } from "@/db/schema";
import type { Uptime } from "@/lib/health/schema";

const OVERALL = "overall";
/** The part of a stored overall check that tells the state of each subsystem. */
const States = z.object({ states: z.record(z.string(), z.string()) });

export interface StoredCheck {
  checkedAt: Date;
  /** Service → state, `overall` among them. */
  states: Record<string, string>;
}

/** The newest stored check of the whole; null before the first. */
export async function newestCheck(db: Queryable): Promise<StoredCheck | null> {
  const [row] = await db
    .select()
    .from(healthChecks)
    .where(eq(healthChecks.service, OVERALL))
    .orderBy(desc(healthChecks.checkedAt))
    .limit(1);
  if (row === undefined) return null;
  const details = States.safeParse(row.details);
  return { checkedAt: row.checkedAt, states: details.success ? details.data.states : {} };
}

export type NewHealthCheck = typeof healthChecks.$inferInsert;

export async function insertChecks(db: Queryable, checks: readonly NewHealthCheck[]): Promise<void> {
  await db.insert(healthChecks).values([...checks]);
}

/** Counts one stored check of the whole; the counts outlive the rows. */
export async function countCheck(db: Queryable, { isCritical, at }: { isCritical: boolean; at: Date }): Promise<void> {
  await db
    .insert(uptimeCounts)
    .values({ service: OVERALL, checks: 1, notCritical: isCritical ? 0 : 1, since: at })
    .onConflictDoUpdate({
      target: uptimeCounts.service,
      set: {
        checks: sql`${uptimeCounts.checks} + 1`,
        notCritical: sql`${uptimeCounts.notCritical} + excluded.not_critical`,
      },
    });
}

/** All stored checks of the whole so far; none before the first. */
export async function readUptime(db: Queryable): Promise<Uptime> {
  const [row] = await db.select().from(uptimeCounts).where(eq(uptimeCounts.service, OVERALL));
  return { checks: row?.checks ?? 0, notCritical: row?.notCritical ?? 0 };
}
