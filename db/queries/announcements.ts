import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { announcements } from "@/db/schema";
import type { Announcement } from "@/lib/feed/announcement";
import { Severity } from "@/lib/kernel/severity";

/** Announcements are for everybody, whatever brands they see: these queries take no scope. Newest first. */
export async function listCurrentAnnouncements(db: Queryable, now: Date): Promise<Announcement[]> {
  const rows = await db
    .select()
    .from(announcements)
    .where(and(isNull(announcements.endedAt), gt(announcements.expiresAt, now)))
    .orderBy(desc(announcements.id));
  return rows.map(toAnnouncement);
}

/** Those of the past too, newest first. */
export async function listAnnouncements(db: Queryable, limit: number): Promise<Announcement[]> {
  const rows = await db.select().from(announcements).orderBy(desc(announcements.id)).limit(limit);
  return rows.map(toAnnouncement);
}

export async function findAnnouncement(db: Queryable, id: number): Promise<Announcement | null> {
  const [row] = await db.select().from(announcements).where(eq(announcements.id, id));
  return row === undefined ? null : toAnnouncement(row);
}

export function toAnnouncement(row: typeof announcements.$inferSelect): Announcement {
  const { id, message, announcedBy: by, createdAt, expiresAt, endedAt, endedBy } = row;
  return { id, message, severity: Severity.parse(row.severity), by, createdAt, expiresAt, endedAt, endedBy };
}
