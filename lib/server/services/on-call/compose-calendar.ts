import "server-only";
import ical, { ICalCalendarMethod } from "ical-generator";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { shiftsBetween } from "@/lib/on-call/shifts-between";
import { nameOf } from "@/lib/on-call/wire";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context } from "@/lib/server/context";
import { loadRoster } from "./load";
import { existingRotation } from "./save-rotation";

const REACH_MS = 90 * DAY_MS;
const REFRESH_SECONDS = 3600;

/**
 * A rotation's shifts of the next 90 days as RFC 5545, an event each; with `accountId` only that person's. Instants are in
 * UTC, so a calendar shows them in its owner's own zone.
 * @throws AppError `not-found`.
 */
export async function composeCalendar(
  ctx: Pick<Context, "db" | "now">,
  { rotationId, accountId }: { rotationId: number; accountId: number | null },
): Promise<string> {
  const now = ctx.now();
  const rotation = await existingRotation(ctx, rotationId);
  const { overrides, names } = await loadRoster(ctx, now);
  const calendar = ical({
    name: `On call for ${rotation.name}`,
    prodId: { company: "Pitboss", product: "On call", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
    url: new URL("/escalation", publicUrl()).href,
  });
  for (const shift of shiftsBetween(rotation, overrides, now, addMs(now, REACH_MS))) {
    if (accountId !== null && shift.accountId !== accountId) continue;
    const who = nameOf(shift.accountId, names);
    calendar.createEvent({
      id: `rotation-${rotation.id}-${encodeURIComponent(shift.layer)}-${shift.from.getTime()}-${shift.accountId}@pitboss`,
      stamp: now,
      start: shift.from,
      end: shift.to,
      summary: `${who} on call for ${rotation.name} (${shift.layer})`,
      description: shift.isOverride ? "An override: not the usual turn." : null,
    });
  }
  return calendar.toString();
}
