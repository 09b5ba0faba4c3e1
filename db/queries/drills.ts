import { and, asc, desc, eq, gt, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { adminNotificationPreferences, drills } from "@/db/schema";
import { DRILL_OUTCOMES, type Drill, type DrillOutcome } from "@/lib/on-call/drill";
import { PersonalChannel } from "@/lib/preferences/schema";

const Outcome = z.enum(DRILL_OUTCOMES);

function toDrill({ id, accountId, channel, at, outcome, response, seenAt }: typeof drills.$inferSelect): Drill {
  return {
    id,
    accountId,
    channel: PersonalChannel.parse(channel),
    at,
    outcome: Outcome.parse(outcome),
    response,
    seenAt,
  };
}

/** One person's since `since`, newest first. */
export async function listDrillsOf(db: Queryable, accountId: number, since: Date): Promise<Drill[]> {
  const rows = await db
    .select()
    .from(drills)
    .where(and(eq(drills.accountId, accountId), gt(drills.at, since)))
    .orderBy(desc(drills.at), asc(drills.id));
  return rows.map(toDrill);
}

/** Everybody's since `since`, newest first. Drills belong to the house: only admins read them. */
export async function listDrills(db: Queryable, since: Date): Promise<Drill[]> {
  const rows = await db.select().from(drills).where(gt(drills.at, since)).orderBy(desc(drills.at), asc(drills.id));
  return rows.map(toDrill);
}

export async function insertDrill(
  db: Queryable,
  drill: Pick<Drill, "accountId" | "channel" | "at"> & { noticeId: number },
): Promise<void> {
  await db.insert(drills).values({ ...drill, outcome: "waiting" });
}

/** What became of the message of a drill; a drill that is settled stays as it is. */
export async function settleDrill(
  db: Queryable,
  noticeId: number,
  { outcome, response }: { outcome: Exclude<DrillOutcome, "waiting">; response: string },
): Promise<void> {
  await db
    .update(drills)
    .set({ outcome, response })
    .where(and(eq(drills.noticeId, noticeId), eq(drills.outcome, "waiting")));
}

/** Marks drills of one person as looked at; those that were before, or are somebody else's, are left. */
export async function markSeen(
  db: Queryable,
  { accountId, ids, at }: { accountId: number; ids: readonly number[]; at: Date },
): Promise<Drill[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .update(drills)
    .set({ seenAt: at })
    .where(and(eq(drills.accountId, accountId), inArray(drills.id, [...ids]), isNull(drills.seenAt)))
    .returning();
  return rows.map(toDrill);
}

/** The zones people chose, by account. */
export async function listZones(db: Queryable): Promise<Map<number, string>> {
  const { adminUserId, timeZone } = adminNotificationPreferences;
  const rows = await db.select({ adminUserId, timeZone }).from(adminNotificationPreferences);
  return new Map(rows.flatMap(({ adminUserId: id, timeZone: zone }) => (zone === null ? [] : [[id, zone]])));
}
