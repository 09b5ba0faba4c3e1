import { asc, inArray, isNull } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { type EngineEvent, engineEvents } from "@/db/schema";
import { jsonb } from "./json";

/** Keeps events to be matched. One whose id is known already is the same event sent twice, and is let be. */
export async function insertEvents(db: Queryable, events: EngineEvent[], now: Date): Promise<void> {
  await db
    .insert(engineEvents)
    .values(events.map((event) => ({ ...event, data: jsonb(event.data), createdAt: now })))
    .onConflictDoNothing();
}

/** The events next in the order of arrival, locked until the transaction that matches them ends. */
export async function takeEvents(db: Queryable, limit: number): Promise<EngineEvent[]> {
  const rows = await db
    .select()
    .from(engineEvents)
    .where(isNull(engineEvents.matchedAt))
    .orderBy(asc(engineEvents.seq))
    .limit(limit)
    .for("update");
  return rows.map(({ id, name, data, ts }) => ({ id, name, data, ts }));
}

export async function markMatched(db: Queryable, events: EngineEvent[], now: Date): Promise<void> {
  const ids = events.map(({ id }) => id);
  if (ids.length > 0) await db.update(engineEvents).set({ matchedAt: now }).where(inArray(engineEvents.id, ids));
}
