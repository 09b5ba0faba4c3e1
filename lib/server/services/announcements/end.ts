import "server-only";
import { and, eq, gt, isNull } from "drizzle-orm";
import { findAnnouncement, toAnnouncement } from "@/db/queries/announcements";
import { announcements } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { type AnnouncementWire, announcementToWire } from "@/lib/feed/announcement";
import { AppError } from "@/lib/kernel/errors";
import type { Context, Unit } from "@/lib/server/context";
import { tellAnnouncement } from "./tell";

/**
 * Takes an announcement from every console before its time. What was mailed or written to Slack stays written.
 * @throws AppError `not-found`, or `conflict` when it has expired or somebody ended it first.
 */
export async function endAnnouncement(ctx: Context, id: number): Promise<AnnouncementWire> {
  return ctx.unit(async (unit) => {
    const now = unit.now();
    const [row] = await unit.db
      .update(announcements)
      .set({ endedAt: now, endedBy: actorName(unit.actor) })
      .where(and(eq(announcements.id, id), isNull(announcements.endedAt), gt(announcements.expiresAt, now)))
      .returning();
    if (row === undefined) throw await describeOver(unit, id);
    const ended = toAnnouncement(row);
    tellAnnouncement(unit, ended, { action: "announcement/ended" });
    return announcementToWire(ended);
  });
}

async function describeOver({ db }: Unit, id: number): Promise<AppError> {
  const found = await findAnnouncement(db, id);
  if (found === null) return new AppError("not-found", `There is no announcement ${id}.`, { field: "id" });
  const by = found.endedBy === null ? "it has expired" : `${found.endedBy} ended it`;
  return new AppError("conflict", `Announcement ${id} is over: ${by}.`, { details: announcementToWire(found) });
}
