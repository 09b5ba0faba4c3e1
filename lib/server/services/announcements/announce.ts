import "server-only";
import { toAnnouncement } from "@/db/queries/announcements";
import { listPeople } from "@/db/queries/notifications";
import { announcements } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import {
  type AnnouncedBy,
  type Announcement,
  type AnnouncementBody,
  type AnnouncementWire,
  announcementToWire,
} from "@/lib/feed/announcement";
import { AppError, invariant } from "@/lib/kernel/errors";
import { mailboxKey } from "@/lib/kernel/mailbox";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { NoticeContent } from "@/lib/notifications/notice";
import { type ChannelVariables, readinessOf } from "@/lib/notifications/readiness";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context, Unit } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { planNotice } from "@/lib/server/services/notifications/plan-notice";
import { tellAnnouncement } from "./tell";

/** What decides who is written to: the environment, or what a test hands in. */
export type AnnouncingSettings = ChannelVariables & { EMAIL_TO?: readonly string[] };

/** An announcement with how many mails and Slack messages it queued. */
export type Announced = AnnouncementWire & { told: Partial<Record<AnnouncedBy, number>> };

/**
 * Tells every console at once, and those that connect before it expires; by choice everybody by e-mail, and Slack.
 * @throws AppError `unavailable` naming the variables of a channel that is not configured; then nothing is announced.
 */
export async function announce(
  ctx: Context,
  body: AnnouncementBody,
  settings: AnnouncingSettings = env(),
): Promise<Announced> {
  const channels = [...new Set(body.channels)];
  for (const channel of channels) refuseUnready(channel, settings);
  const mailed = channels.includes("email") ? await listMailed(ctx, settings) : [];
  return ctx.unit(async (unit) => {
    const announcement = await keep(unit, body);
    const told: Partial<Record<AnnouncedBy, number>> = {};
    for (const channel of channels) {
      const recipients = channel === "email" ? mailed : ["channel"];
      for (const recipient of recipients) await write(unit, announcement, { channel, recipient });
      told[channel] = recipients.length;
    }
    tellAnnouncement(unit, announcement, { action: "announcement/made", details: { told } });
    return { ...announcementToWire(announcement), told };
  });
}

function refuseUnready(channel: AnnouncedBy, settings: AnnouncingSettings): void {
  const readiness = readinessOf(channel, settings);
  if (readiness.kind === "ready") return;
  const { reason, variables } = readiness;
  throw new AppError("unavailable", `${reason}.`, { field: "channels", details: { variables } });
}

/** Everybody who has not switched e-mail off, and EMAIL_TO; demo accounts are never mailed. */
async function listMailed({ db }: Context, { EMAIL_TO = [] }: AnnouncingSettings): Promise<string[]> {
  const people = (await listPeople(db)).filter(
    ({ isDemo, email, preferences }) =>
      !isDemo && !email.endsWith("@demo.invalid") && preferences?.channels.email !== false,
  );
  const known = new Set(people.map(({ email }) => mailboxKey(email)));
  const others = EMAIL_TO.filter((address) => !known.has(mailboxKey(address)));
  return [...people.map(({ id }) => `account:${id}`), ...others.map((address) => `address:${address}`)];
}

async function keep(unit: Unit, { message, severity, expires_in_minutes }: AnnouncementBody): Promise<Announcement> {
  const createdAt = unit.now();
  const expiresAt = addMs(createdAt, expires_in_minutes * MINUTE_MS);
  const [row] = await unit.db
    .insert(announcements)
    .values({ message, severity, announcedBy: actorName(unit.actor), createdAt, expiresAt })
    .returning();
  invariant(row !== undefined, "an insert returns its row");
  return toAnnouncement(row);
}

async function write(
  unit: Unit,
  announcement: Announcement,
  { channel, recipient }: { channel: AnnouncedBy; recipient: string },
): Promise<void> {
  const { id, message, severity, by, expiresAt } = announcement;
  const content: NoticeContent = {
    title: `Announcement: ${message}`,
    lines: [message, `Announced by ${by}.`],
    link: publicUrl(),
    severity,
    isSilent: false,
  };
  await planNotice(unit, { kind: "announcement", key: `announcement/${id}`, recipient, channel, content, expiresAt });
}
