import { z } from "zod";
import { Severity } from "@/lib/kernel/severity";

/** What an admin tells every console, until it expires or is ended. */
export interface Announcement {
  id: number;
  message: string;
  severity: Severity;
  /** Who announced it, as people call them. */
  by: string;
  createdAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
}

const MINUTES = "expected whole minutes from 1 to 1440 (a day), such as 60";
const MESSAGE = 'expected a message, such as "Payments are down for maintenance until 15:00 UTC"';
const CHANNELS = 'expected a list of email and slack, such as ["slack"]';
const LONGEST = 500;

/** By what else than the consoles an announcement can be told. */
export const ANNOUNCED_BY = ["email", "slack"] as const;
export type AnnouncedBy = (typeof ANNOUNCED_BY)[number];

/** The body of `POST realtime/broadcast`. */
export const AnnouncementBody = z.object({
  message: z.string(MESSAGE).trim().min(1, MESSAGE).max(LONGEST, `expected at most ${LONGEST} characters`),
  severity: Severity.default("info"),
  expires_in_minutes: z.number(MINUTES).int(MINUTES).min(1, MINUTES).max(1440, MINUTES).default(60),
  channels: z.array(z.enum(ANNOUNCED_BY, CHANNELS), CHANNELS).max(ANNOUNCED_BY.length, CHANNELS).default([]),
});
export type AnnouncementBody = z.infer<typeof AnnouncementBody>;

/** An announcement as the API and the feed write it. */
export const AnnouncementWire = z.object({
  id: z.number().int(),
  message: z.string(),
  severity: Severity,
  announced_by: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  ended_by: z.string().nullable(),
});
export type AnnouncementWire = z.infer<typeof AnnouncementWire>;

export function announcementToWire(announcement: Announcement): AnnouncementWire {
  const { id, message, severity, by, createdAt, expiresAt, endedAt, endedBy } = announcement;
  return {
    id,
    message,
    severity,
    announced_by: by,
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
    ended_at: endedAt?.toISOString() ?? null,
    ended_by: endedBy,
  };
}

/** Whether consoles show it: it has neither expired nor been ended. */
export function isCurrent({ expires_at, ended_at }: AnnouncementWire, now: Date): boolean {
  return ended_at === null && new Date(expires_at) > now;
}

/** What consoles show once an announcement was made, changed or ended; the newest first. */
export function reduceAnnouncements(
  shown: readonly AnnouncementWire[],
  changed: AnnouncementWire,
): readonly AnnouncementWire[] {
  const others = shown.filter(({ id }) => id !== changed.id);
  return changed.ended_at === null ? [changed, ...others].sort((a, b) => b.id - a.id) : others;
}
