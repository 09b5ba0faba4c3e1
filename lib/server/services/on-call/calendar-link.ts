import "server-only";
import { saveSetting } from "@/db/queries/settings";
import { personOf } from "@/lib/access/schema";
import { calendarLinksKey, calendarUrl, calendarVersion } from "@/lib/server/access/calendar-link";
import type { Context } from "@/lib/server/context";
import { ownAccountId } from "@/lib/server/services/preferences/own-account";
import { existingRotation } from "./save-rotation";

/** Addresses a calendar program subscribes to without signing in. */
export interface CalendarLinks {
  url: string;
  /** Only the caller's own shifts. */
  url_mine: string;
}

/** The caller's own links of a rotation. @throws AppError `not-found`. */
export async function readCalendarLinks(ctx: Context, { id }: { id: number }): Promise<CalendarLinks> {
  const rotation = await existingRotation(ctx, id);
  const accountId = ownAccountId(ctx);
  const named = { rotationId: rotation.id, accountId, version: await calendarVersion(ctx.db, accountId) };
  return { url: calendarUrl(named, "all"), url_mine: calendarUrl(named, "mine") };
}

/** Makes new links; every older one of the caller, of whatever rotation, stops at once. @throws AppError `not-found`. */
export async function renewCalendarLinks(ctx: Context, { id }: { id: number }): Promise<CalendarLinks> {
  await ctx.unit(async (unit) => {
    await existingRotation(unit, id);
    const accountId = ownAccountId(unit);
    const before = await calendarVersion(unit.db, accountId);
    const value = { version: before + 1 };
    const updated = { updatedBy: personOf(unit.actor), updatedAt: unit.now() };
    await saveSetting(unit.db, { key: calendarLinksKey(accountId), value, ...updated });
    unit.tell.audit({
      action: "calendar-links/renewed",
      subject: `account:${accountId}`,
      details: { before: { version: before }, after: value },
    });
  });
  return readCalendarLinks(ctx, { id });
}
