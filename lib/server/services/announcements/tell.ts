import "server-only";
import { type Announcement, announcementToWire } from "@/lib/feed/announcement";
import type { Unit } from "@/lib/server/context";

/** Audits what was done to an announcement and tells every console, whatever brands its reader sees. */
export function tellAnnouncement(
  unit: Unit,
  announcement: Announcement,
  told: { action: "announcement/made" | "announcement/ended"; details?: Record<string, unknown> },
): void {
  const wire = announcementToWire(announcement);
  unit.tell.audit({
    action: told.action,
    subject: `announcement:${announcement.id}`,
    details: { message: wire.message, severity: wire.severity, expires_at: wire.expires_at, ...told.details },
  });
  unit.tell.feed({
    topic: "system",
    event: "broadcast",
    type: told.action,
    severity: announcement.severity,
    data: wire,
  });
}
