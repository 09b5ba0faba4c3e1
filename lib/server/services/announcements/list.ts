import "server-only";
import { listAnnouncements, listCurrentAnnouncements } from "@/db/queries/announcements";
import { type AnnouncementWire, announcementToWire } from "@/lib/feed/announcement";
import type { Context } from "@/lib/server/context";

/** As many as the history shows. */
const SHOWN = 50;

/** What consoles show now, newest first: for those that connect later. */
export async function readCurrentAnnouncements({ db, now }: Context): Promise<AnnouncementWire[]> {
  return (await listCurrentAnnouncements(db, now())).map(announcementToWire);
}

/** The last announcements with who made and ended them. */
export async function readAnnouncements({ db }: Context): Promise<AnnouncementWire[]> {
  return (await listAnnouncements(db, SHOWN)).map(announcementToWire);
}
